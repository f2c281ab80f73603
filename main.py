"""晴雨管家: start the program."""

import sys

from qingyu.app import main

if __name__ == "__main__":
    sys.exit(main())
