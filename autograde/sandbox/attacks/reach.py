"""What a student's code must not reach: the network, files, devices, the environment, open descriptors."""
# ruff: noqa: SIM105  (plain text that runs elsewhere)

from __future__ import annotations

import os
import socket
import sys
from typing import Any

from autograde.sandbox.attacks.model import Attack, attack

__all__ = ["ATTACKS"]


@attack("TCP to a server on this machine")
def tcp(host: dict[str, Any]) -> object:
    with socket.create_connection(("127.0.0.1", host["tcp"]), 1) as made:
        return f"connected to {made.getpeername()}"


@attack("UDP to a server on this machine")
def udp(host: dict[str, Any]) -> object:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        return f"sent {made.sendto(b'x', ('127.0.0.1', host['udp']))} byte"


@attack("abstract Unix socket of another process")
def abstract(host: dict[str, Any]) -> object:
    with socket.socket(socket.AF_UNIX) as made:
        made.connect("\0" + host["abstract"])
        return "connected"


@attack("Unix socket in another's folder")
def unix(host: dict[str, Any]) -> object:
    with socket.socket(socket.AF_UNIX) as made:
        made.connect(host["unix"])
        return "connected"


@attack(
    "raw, packet, netlink, vsock and kernel crypto sockets", "libseccomp2 must be installed and the kernel have seccomp"
)
def families(host: dict[str, Any]) -> object:
    opened = []
    kinds = {"netlink": (16, 3), "packet": (17, 3), "key": (15, 3), "alg": (38, 5), "vsock": (40, 1), "xdp": (44, 3)}
    for name, (family, kind) in kinds.items():
        try:
            socket.socket(family, kind).close()
            opened.append(name)
        except OSError:
            pass
    try:
        socket.socket(socket.AF_INET, socket.SOCK_RAW, 1).close()
        opened.append("raw")
    except OSError:
        pass
    return opened


@attack("a network interface that is up")
def interfaces(host: dict[str, Any]) -> object:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.connect(("127.0.0.1", 9))  # sends nothing; needs a route
        return "there is a route"


@attack("reading the grader's, the course's and the machine's files")
def files(host: dict[str, Any]) -> object:
    read = []
    for path in host["secrets"]:
        for root in ("", "/proc/self/root", "/proc/1/root", "/proc/self/cwd/.."):
            try:
                if os.path.isdir(root + path):
                    os.listdir(root + path)
                else:
                    with open(root + path, "rb") as stream:
                        stream.read(1)
                read.append(root + path)
            except OSError:
                pass
    return read


@attack("folders at the top of the file system")
def top(host: dict[str, Any]) -> object:
    return sorted(set(os.listdir("/")) - set(host["top"]))


@attack("writing outside home and temporary folders")
def writing(host: dict[str, Any]) -> object:
    with open("/proc/self/mountinfo") as stream:
        mounts = [line.split()[4] for line in stream]
    places = {"/", "/etc", "/dev", "/usr", "/usr/lib", "/var/tmp", "/run", "/proc", sys.prefix, *sys.path, *mounts}
    places |= {os.path.dirname(path) for path in list(places)}
    written = []
    own = ("/tmp", "/dev/shm", os.environ["HOME"])
    # folders on the way to what is shown below /tmp are in the submission's own /tmp; what is shown is a mount itself
    places = {place for place in places if place in mounts or not place.startswith("/tmp/")}
    for place in sorted(places - {*own}):
        name = os.path.join(place, host["mark"])
        try:
            os.close(os.open(name, os.O_CREAT | os.O_WRONLY))
            os.unlink(name)
            written.append(place)
        except OSError:
            pass
    return written


@attack("devices beyond the harmless ones")
def devices(host: dict[str, Any]) -> object:
    fine = "null zero full random urandom tty pts ptmx shm fd stdin stdout stderr core console"
    return sorted(set(os.listdir("/dev")) - set(fine.split()))


@attack("secrets in the environment of any process")
def environment(host: dict[str, Any]) -> object:
    found = [name for name, value in os.environ.items() if host["canary"] in value]
    for number in filter(str.isdigit, os.listdir("/proc")):
        for name in ("environ", "cmdline"):
            try:
                with open(f"/proc/{number}/{name}", "rb") as stream:
                    if host["canary"].encode() in stream.read():
                        found.append(f"{name} of {number}")
            except OSError:
                pass
    return found


@attack("open descriptors beyond the wire")
def descriptors(host: dict[str, Any]) -> object:
    kinds = {}
    for number in os.listdir("/proc/self/fd"):
        try:
            kinds[int(number)] = os.readlink(f"/proc/self/fd/{number}")
        except OSError:
            pass  # the listing's own
    extra = {number: kind for number, kind in kinds.items() if kind != "/dev/null"}
    wires = [number for number, kind in extra.items() if kind.startswith("socket:")]
    return "" if len(extra) == len(wires) == 1 else extra


ATTACKS: tuple[Attack, ...] = (
    tcp, udp, abstract, unix, families, interfaces, files, top, writing, devices, environment, descriptors,
)  # fmt: skip
