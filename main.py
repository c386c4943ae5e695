"""Starts 熟客 Shuke; says in a sentence what to run when a dependency is missing."""

import sys


def start() -> int:
    """Run the program, or explain why it cannot run."""
    try:
        from app.main import run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "app":
            raise
        sys.stderr.write(
            f"The package “{error.name}” is missing. Run: python3 installer/bootstrap.py run"
            f" / 缺少程序包“{error.name}”，请运行：python3 installer/bootstrap.py run\n"
        )
        return 1
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(start())
