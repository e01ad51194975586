"""Makes a virtual environment and installs a lock file into it, once. Which Python is ``find_python``'s matter."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from launch import find_python
from launch.logs import last_lines
from launch.problems import SetUpProblem
from launch.progress import Progress

ROOT = Path(__file__).resolve().parent.parent

_PIP_SETTINGS = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_ROOT_USER_ACTION": "ignore",
    # Lines held back in a buffer would make the progress jump.
    "PYTHONUNBUFFERED": "1",
}


@dataclass(frozen=True)
class Environment:
    """One environment: where it lies, which lock file fills it, and whether our own package is linked or copied."""

    folder: Path
    lock: Path
    linked: bool

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """Written last: an environment without it, or with another lock's, is not finished."""
        return self.folder / ".installed"


EVERYTHING = Environment(ROOT / ".venv", ROOT / "requirements.lock", linked=True)
LIBRARY = Environment(ROOT / ".venv-library", ROOT / "requirements-library.lock", linked=False)


def prepare_everything() -> int:
    """Make ``.venv`` ready for all of it. Takes minutes the first time, nothing after that."""
    prepare(EVERYTHING, lambda: find_python.require(find_python.RASA_VERSION))
    return 0


def prepare_library() -> int:
    """Make ``.venv-library`` ready; without Python 3.11 say so and leave it at that."""
    found = find_python.find(find_python.LIBRARY_VERSION)
    if found is None:
        print(
            f"SKIPPED: the library's tests on Python {find_python.LIBRARY_VERSION}: "
            "no such interpreter was found on this machine."
        )
        return 0
    prepare(LIBRARY, lambda: found)
    # A copy goes stale with every edit, so it is made anew: what is tested is what would be installed.
    _install_ourselves(LIBRARY)
    return 0


def prepare(environment: Environment, find: Callable[[], str]) -> None:
    """Make ``environment`` match its lock file; does nothing when it does. Raises SetUpProblem."""
    wanted = fingerprint(environment)
    if _finished(environment, wanted):
        return
    if not _usable(environment.python):
        _make(environment.folder, find())
    environment.stamp.unlink(missing_ok=True)
    _install_lock(environment)
    if environment.linked:
        _install_ourselves(environment)
    environment.stamp.write_text(wanted, encoding="ascii")


def fingerprint(environment: Environment) -> str:
    """What decides whether an installed environment is still right."""
    parts = [environment.lock.read_bytes(), str(environment.folder).encode()]
    if environment.linked:
        parts += [(ROOT / name).read_bytes() for name in ("pyproject.toml", "setup.py")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _finished(environment: Environment, wanted: str) -> bool:
    try:
        return environment.stamp.read_text(encoding="ascii") == wanted and environment.python.exists()
    except OSError:
        return False


def _usable(python: Path) -> bool:
    return python.exists() and subprocess.call([str(python), "-c", ""], stderr=subprocess.DEVNULL) == 0


def _make(folder: Path, python: str) -> None:
    print(f"{folder.name}: made with {python}", flush=True)
    # One that was half made, moved or lost its interpreter cannot be mended.
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run([python, "-m", "venv", str(folder)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SetUpProblem(f"{python} could not make an environment in {folder}:\n{done.stdout}{done.stderr}")


def _install_lock(environment: Environment) -> None:
    pins = read_pins(environment.lock)
    log = environment.folder / "install.log"
    log.write_text("", encoding="utf-8")
    # What comes as source is built with these two, at the versions that the lock names, not with today's newest.
    tools = [pin for pin in pins if pin.startswith(("setuptools==", "wheel=="))]
    _pip(
        environment, ["--no-deps", *tools], log, Progress(f"{environment.folder.name}: build tools"), total=2
    )
    progress = Progress(f"{environment.folder.name}: {len(pins)} packages")
    arguments = ["--no-deps", "--no-build-isolation", "-r", str(environment.lock)]
    _pip(environment, arguments, log, progress, total=len(pins))
    _check(environment, log)


def read_pins(lock: Path) -> list[str]:
    """The ``name==version`` lines of a lock file, in order. Raises SetUpProblem for any other line."""
    pins = []
    for number, line in enumerate(lock.read_text(encoding="utf-8").splitlines(), start=1):
        pin = line.strip()
        if not pin or pin.startswith("#"):
            continue
        if "==" not in pin or " " in pin:
            raise SetUpProblem(f"{lock.name}, line {number}: expected name==version, found {pin!r}")
        pins.append(pin)
    return pins


def _pip(
    environment: Environment, arguments: list[str], log: Path, progress: Progress, *, total: int
) -> None:
    # Byte code is written when a module is first imported: most of these thousands never are.
    command = [str(environment.python), "-m", "pip", "install", "--progress-bar", "off", "--no-compile"]
    settings = {**os.environ, **_PIP_SETTINGS}
    fetched, offset = 0, log.stat().st_size
    with log.open("ab") as output, log.open(encoding="utf-8", errors="replace") as reading:
        reading.seek(offset)
        pip = subprocess.Popen([*command, *arguments], stdout=output, stderr=subprocess.STDOUT, env=settings)
        try:
            while pip.poll() is None:
                time.sleep(0.3)
                lines = reading.readlines()
                fetched += sum(line.startswith(("Collecting", "Requirement already")) for line in lines)
                progress.show(_how_far(environment, fetched, total))
        finally:
            if pip.poll() is None:
                pip.terminate()
                pip.wait()
    if pip.returncode != 0:
        raise SetUpProblem(f"pip failed. The whole output is in {log}; it ends:\n{last_lines(log)}")
    progress.done("installed")


def _how_far(environment: Environment, fetched: int, total: int) -> str:
    if fetched < total:
        return f"fetched {fetched} of {total}"
    installed = sum(1 for _ in environment.folder.glob("lib/python3*/site-packages/*.dist-info"))
    return f"fetched all, unpacked {installed} of {total}"


def _check(environment: Environment, log: Path) -> None:
    """The lock is installed without a resolver, so ask whether its versions fit each other."""
    with log.open("ab") as output:
        status = subprocess.call(
            [str(environment.python), "-m", "pip", "check"], stdout=output, stderr=output
        )
    if status != 0:
        raise SetUpProblem(
            f"The versions in {environment.lock.name} do not fit each other:\n{last_lines(log)}"
        )


def _install_ourselves(environment: Environment) -> None:
    # What an earlier build left there would be packed again, deleted files included.
    shutil.rmtree(ROOT / "build", ignore_errors=True)
    kind = ["--editable"] if environment.linked else ["--force-reinstall"]
    arguments = ["--no-deps", "--no-build-isolation", *kind, str(ROOT)]
    log = environment.folder / "install.log"
    _pip(environment, arguments, log, Progress(f"{environment.folder.name}: equipoise"), total=1)
