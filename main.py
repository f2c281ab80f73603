"""晴雨管家: start the program."""

import sys

from qingyu.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
