"""A JSON file named on the command line."""

import json
from pathlib import Path

from qingyu.domain.errors import RuleError


def read_json(path: Path) -> object:
    """What the file holds; RuleError says why it cannot be read and on which line."""
    try:
        found: object = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{path.name} 打不开", "请检查文件是否存在、是否为 UTF-8 文字。") from error
    except json.JSONDecodeError as error:
        raise RuleError(
            f"{path.name} 第 {error.lineno} 行不是 JSON", "请检查引号和逗号。"
        ) from error
    except RecursionError:
        raise RuleError(f"{path.name} 套得太深", "请只写需要的栏目。") from None
    except ValueError as error:
        raise RuleError(f"{path.name} 里有一个太长的数字", "请核对。") from error
    return found
