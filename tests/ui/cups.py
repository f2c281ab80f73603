"""A print server of our own in a temporary folder, so that printing is tested for real."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PDF_BOX = "lsb/usr/cupsfilters/Generic-PDF_Printer-PDF.ppd"
_CUPS_PDF = "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd"
# cups-pdf puts what people without an account print into one folder for all.
_NOBODY = "qingyu-test"
_ANONYMOUS = Path("/var/spool/cups-pdf/ANONYMOUS")
_FILES = """\
ServerRoot {root}
RequestRoot {root}/spool
TempDir {root}/spool/tmp
CacheDir {root}/cache
StateDir {root}/state
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
FileDevice Yes
"""
_SERVER = """\
Listen {root}/socket
LogLevel warn
Browsing No
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""


def missing() -> str:
    """Why no print server can be started here, or nothing."""
    if os.name != "posix" or os.geteuid() != 0:
        return "a print server of our own needs root on Linux"
    tools = [tool for tool in ("cupsd", "lpadmin", "lpstat") if shutil.which(tool) is None]
    if tools:
        return f"{', '.join(tools)} not installed (Debian: cups, printer-driver-cups-pdf)"
    return ""


@dataclass(frozen=True)
class PrintServer:
    """Two queues: Laser, Debian's cups-pdf with paper up to A3, and Box, A4 at most, two-sided."""

    root: Path

    @property
    def environment(self) -> dict[str, str]:
        """What tells libcups to come here."""
        return {"CUPS_SERVER": str(self.root / "socket"), "CUPS_USER": _NOBODY}

    @property
    def box(self) -> Path:
        """What was printed last on Box."""
        return self.root / "out" / "box.pdf"

    def laser(self, title: str) -> bytes:
        """What was printed on Laser under this title (in ASCII), once it is there."""
        found = [path for path in _ANONYMOUS.glob("*.pdf") if title in path.name]
        if not found or not self.is_idle():
            return b""
        content = found[0].read_bytes()
        found[0].unlink()
        return content

    def run(self, *command: str) -> str:
        """What a command of CUPS says."""
        done = subprocess.run(
            command, env={**os.environ, **self.environment}, capture_output=True, text=True,
            timeout=20, check=False,
        )
        return done.stdout + done.stderr

    def is_idle(self) -> bool:
        """Whether every job was printed."""
        return not self.run("lpstat", "-W", "not-completed", "-o").strip()


@contextmanager
def running() -> Iterator[PrintServer]:
    """The server with its queues; RuntimeError says why it did not start."""
    # Filters run as another user, who may not enter the folders of pytest.
    root = Path(tempfile.mkdtemp(prefix="qingyu-cups-"))
    root.chmod(0o755)
    for folder in ("spool/tmp", "cache", "state", "log", "out"):
        (root / folder).mkdir(parents=True)
    (root / "out").chmod(0o777)
    (root / "out" / "box.pdf").touch(mode=0o666)
    (root / "cups-files.conf").write_text(_FILES.format(root=root))
    (root / "cupsd.conf").write_text(_SERVER.format(root=root))
    server = PrintServer(root)
    command = ["cupsd", "-f", "-c", f"{root}/cupsd.conf", "-s", f"{root}/cups-files.conf"]
    with (root / "log" / "said").open("w") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        _wait_until_up(server, process)
        _add_queues(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        shutil.rmtree(root, ignore_errors=True)


def _wait_until_up(server: PrintServer, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 10
    while "is running" not in server.run("lpstat", "-r"):
        if process.poll() is not None or time.monotonic() > until:
            said = (server.root / "log" / "said").read_text()
            raise RuntimeError(said or "cupsd does not answer")
        time.sleep(0.05)


def _add_queues(server: PrintServer) -> None:
    for name, device, driver in (
        ("Laser", "cups-pdf:/", _CUPS_PDF),
        ("Box", f"file://{server.box}", _PDF_BOX),
    ):
        server.run("lpadmin", "-p", name, "-E", "-v", device, "-m", driver)
    told = server.run("lpstat", "-p")
    if "Laser" not in told or "Box" not in told:
        raise RuntimeError(f"the queues could not be made: {told[:200]}")
