"""``python -m launch COMMAND``: what the Makefile calls. Each command is one function of this package."""

from __future__ import annotations

import argparse
import sys

from launch import environment, model, supervisor
from launch.problems import SetUpProblem

COMMANDS = {
    "prepare": (environment.prepare_everything, "make .venv and install requirements.lock into it"),
    "library": (environment.prepare_library, "make .venv-library: the library alone, on Python 3.11"),
    "train": (model.train_if_changed, "train Rasa's model if anything that goes into it changed"),
    "run": (supervisor.run, "start the action server, Rasa and the page, until Ctrl-C"),
}


def main() -> int:
    """Run the command on the command line. The exit status: 0 when all went well, 1 when not."""
    described = "\n".join(f"  {name:9}{words}" for name, (_, words) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="python -m launch", epilog=described, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    command = COMMANDS[parser.parse_args().command][0]
    try:
        return command()
    except SetUpProblem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
