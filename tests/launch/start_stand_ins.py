"""The real supervisor with stand-ins: ``start_stand_ins.py NAME:PORT:MANNER …``; prints their process ids."""

from __future__ import annotations

import sys
from pathlib import Path

from launch import children, supervisor
from launch.problems import SetUpProblem
from launch.settings import Port, read_settings

HERE = Path(__file__).parent

# Shorter than for the real ones: a stubborn stand-in is never worth the wait.
supervisor.STOP_SECONDS = 1.0
supervisor.START_SECONDS = 2.0


def server(told: str) -> children.Server:
    name, port, manner, *rest = told.split(":")
    command = (sys.executable, str(HERE / "stand_in.py"), port, manner, *rest)
    return children.Server(name, command, Port(int(port), f"EQUIPOISE_{name.upper()}_PORT"), "/health")


def main() -> int:
    try:
        return supervisor.run_servers(
            [server(told) for told in sys.argv[1:]], read_settings(), before=lambda _: None
        )
    except SetUpProblem as problem:
        print(problem, flush=True)
        return 1


if __name__ == "__main__":
    sys.exit(main())
