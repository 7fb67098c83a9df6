#!/usr/bin/env python3
"""A complete implementation for msiconform: a small installer behind the stdio protocol.

    msiconform smoke --command "python3 my_installer.py"
    msiconform run   --command "python3 my_installer.py"

To test an installer of your own, keep `main` and replace what the methods of `Machine` do.
The guide is docs/implementers.md.
"""

import json
import sys
import threading

ERROR_SUCCESS = 0
ERROR_INSTALL_USEREXIT = 1602
ERROR_INSTALL_ALREADY_RUNNING = 1618

EXECUTE_TABLE = {
    "INSTALL": "InstallExecuteSequence",
    "ADMIN": "AdminExecuteSequence",
    "ADVERTISE": "AdvtExecuteSequence",
}
# ADVERTISE has no UI sequence.
UI_TABLE = {"INSTALL": "InstallUISequence", "ADMIN": "AdminUISequence"}

# Functions that change the machine. The others may be called at any time.
INSTALLING = {"MsiInstallProduct", "MsiConfigureProduct", "MsiAdvertiseProduct"}


class Machine:
    """A computer on which client processes call the installer. Answers are the messages to send."""

    def __init__(self, processes, windows_installer):
        self.windows_installer = windows_installer
        self.owner = None  # the process that owns Global\_MSIExecute
        self.calls = {}  # process -> the call it is in the middle of

    # Operations of a client process -------------------------------------------------------------

    def start(self, process, action, ui):
        """Call the installer; run to the first hold point, or to the return."""
        if self.refused(process):
            return returned(ERROR_INSTALL_ALREADY_RUNNING)
        shows_ui = action in UI_TABLE and ui in ("reduced", "full")
        call = {"action": action, "in_ui": shows_ui}
        if not shows_ui:
            return self.enter_execute(process, call)
        self.calls[process] = call
        return held(UI_TABLE[action])

    def advance(self, process):
        """Leave the hold; run to the next hold point, or to the return."""
        if self.owner == process:  # It was held in its execute table, which now ends.
            return self.end(process, ERROR_SUCCESS)
        return self.enter_execute(process, self.calls[process])  # ExecuteAction, from the UI table.

    def call(self, process, api):
        """Call the installer once more, from a process that is held, or idle."""
        if api in INSTALLING and self.refused(process):
            return returned(ERROR_INSTALL_ALREADY_RUNNING)
        return returned(ERROR_SUCCESS)

    def cancel(self, process):
        """The user presses Cancel in the UI sequence."""
        return self.end(process, ERROR_INSTALL_USEREXIT)

    def kill(self, process):
        """The client process is ended by force: whatever it owned is freed."""
        self.end(process, ERROR_SUCCESS)
        return {"type": "gone"}

    # Observations: they change nothing ----------------------------------------------------------

    def probe(self):
        if self.owner is None:
            return {"type": "mutex", "state": "absent"}
        return {"type": "mutex", "state": "owned", "owner": self.owner}

    def service(self):
        if self.windows_installer == "2.0":
            return {"type": "unsupported", "reason": "Windows Installer 2.0 has no such query"}
        if self.owner is None:
            return {"type": "service", "state": 1, "controlsAccepted": 0}
        return {"type": "service", "state": 4, "controlsAccepted": 4}

    def events(self):
        installing = [] if self.owner is None else [f"msiconform-client-{self.owner}"]
        return {"type": "events", "installing": installing}

    # The rules ----------------------------------------------------------------------------------

    def refused(self, process):
        """The two cases in which a call returns 1618."""
        mutex_is_set = self.owner is not None
        in_own_ui_sequence = self.calls.get(process, {}).get("in_ui", False)
        return mutex_is_set or in_own_ui_sequence

    def enter_execute(self, process, call):
        if self.owner is not None:  # Somebody else was faster.
            return self.end(process, ERROR_INSTALL_ALREADY_RUNNING)
        self.owner = process
        self.calls[process] = call
        return held(EXECUTE_TABLE[call["action"]])

    def end(self, process, code):
        self.calls.pop(process, None)
        if self.owner == process:
            self.owner = None
        return returned(code)


def held(table):
    return {"type": "held", "table": table}


def returned(code):
    return {"type": "returned", "code": code}


HELLO = {
    "type": "hello",
    "version": 1,
    "identity": {
        "id": "my-installer",
        "name": "My installer",
        "version": "1.0",
        "windowsInstaller": "5.0",
    },
    "capabilities": {
        "processes": 8,
        "actions": ["INSTALL", "ADMIN", "ADVERTISE"],
        "uiLevels": ["none", "basic", "reduced", "full"],
        "apis": ["MsiInstallProduct", "MsiConfigureProduct", "MsiAdvertiseProduct", "MsiGetProductInfo"],
        "observations": ["probe", "service", "events"],
        "versions": ["2.0", "5.0"],
        "concurrent": True,
    },
}


class Program:
    """The protocol: one request a line comes in, one response a line goes out."""

    def __init__(self):
        self.machine = None
        self.killed = {}  # process -> the place of its last kill among the requests
        self.lock = threading.Lock()

    def answer(self, request, place):
        """One request, in a thread of its own. The lock makes each operation take effect at once."""
        with self.lock:
            try:
                response = self.response_to(request, place)
            except Exception as error:  # Say so: it is no fact about the installer.
                print(f"request {request['id']}: {error!r}", file=sys.stderr, flush=True)
                response = {"type": "error", "message": repr(error)}
            # Flush, or the line stays in a buffer and the suite waits for it.
            print(json.dumps({"id": request["id"], **response}), flush=True)

    def response_to(self, request, place):
        arguments = {key: value for key, value in request.items() if key not in ("id", "op")}
        op = request["op"]
        if op == "hello":
            return HELLO
        if op == "reset":
            version = request.get("windowsInstaller", HELLO["identity"]["windowsInstaller"])
            self.machine = Machine(request["processes"], version)
            self.killed = {}
            return {"type": "ready"}
        if op == "bye":
            return {"type": "bye"}
        if op in ("probe", "service", "events"):
            return getattr(self.machine, op)()  # "process" is 0, the observer.
        # In racing a kill can overtake the open call of its own process. That call dies with its process.
        process = request["process"]
        if op == "kill":
            self.killed[process] = place
        elif place < self.killed.get(process, 0):
            return {"type": "gone"}
        return getattr(self.machine, op)(**arguments)


def main():
    program = Program()
    for place, line in enumerate(sys.stdin):
        request = json.loads(line)
        thread = threading.Thread(target=program.answer, args=(request, place))
        thread.start()
        if request["op"] == "bye":
            thread.join()
            return


if __name__ == "__main__":
    main()
