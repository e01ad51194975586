"""A small server in place of a real one: ``stand_in.py PORT MANNER [FILE]``.

well      answers, and ends when asked
dies      answers, and ends with status 3 at the first request for /die
broken    ends at once with status 4 and last words
silent    never answers well
stubborn  answers, and ignores being asked to end
family    answers, and has a child of its own; FILE gets the child's process id
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

port, manner = int(sys.argv[1]), sys.argv[2]


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/die":
            print("the last words of a stand-in", flush=True)
            os._exit(3)
        self.send_response(503 if manner == "silent" else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


if manner == "broken":
    print("a module is missing", flush=True)
    sys.exit(4)
if manner == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if manner == "family":
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(sys.argv[3]).write_text(str(child.pid), encoding="ascii")
print(f"{manner} with key {os.environ['EQUIPOISE_KEY']}", flush=True)
HTTPServer(("127.0.0.1", port), Answers).serve_forever()
