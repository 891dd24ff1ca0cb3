"""What a student's code must not reach: the network, files, devices, the environment, open descriptors."""
# ruff: noqa: SIM105  (plain text that runs elsewhere)

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import stat
import sys
from typing import Any

from autograde.sandbox.attacks.model import LANDLOCK, Attack, attack

__all__ = ["ATTACKS"]

_SECCOMP = "libseccomp2 must be installed and the kernel have seccomp"


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


@attack("listening for TCP connections", LANDLOCK)
def listening(host: dict[str, Any]) -> object:
    with socket.socket() as made:
        made.bind(("0.0.0.0", 0))
        made.listen()
        return f"port {made.getsockname()[1]}"


@attack("controlling a device that all share", LANDLOCK)
def controlling(host: dict[str, Any]) -> object:
    with open("/dev/urandom", "rb") as stream:
        return f"{len(fcntl.ioctl(stream, 0x80045200, bytes(4)))} bytes"  # RNDGETENTCNT: how much entropy there is


@attack("asking whether files exist")
def existence(host: dict[str, Any]) -> object:
    return [path for path in host["secrets"] if os.path.lexists(path) and not path.startswith("/tmp")]


@attack("what lies beside the packages that are shown")
def around(host: dict[str, Any]) -> object:
    found = []
    for folder, known in host["around"].items():
        if folder == "/tmp":  # the sandbox has its own
            continue
        try:
            found += [os.path.join(folder, name) for name in os.listdir(folder) if name not in known]
        except OSError:
            pass
    return found


@attack("changing, linking and moving what is shown")
def changing(host: dict[str, Any]) -> object:
    found = []
    for path in host["shown"]:
        own = os.path.join(os.environ["HOME"], host["mark"])
        changes: dict[str, Any] = {
            "chmod": lambda path=path: os.chmod(path, stat.S_IMODE(os.stat(path).st_mode)),
            "utime": lambda path=path: os.utime(path, ns=(os.stat(path).st_atime_ns, os.stat(path).st_mtime_ns)),
            "link": lambda path=path, own=own: os.link(path, own),
            "append": lambda path=path: os.close(os.open(path, os.O_WRONLY | os.O_APPEND)),
            "attribute": lambda path=path: os.setxattr(path, "user." + host["mark"], b""),
        }
        if not path.startswith("/tmp/"):  # the folder above is the sandbox's own there: onto itself nothing is asked
            changes["rename"] = lambda path=path: os.rename(path, path)
        for name, change in changes.items():
            try:
                change()
                found.append(f"{name} {path}")
            except OSError:
                pass
        if os.path.lexists(own):
            os.unlink(own)
    return found


@attack("the kernel's log, symbols, keys and memory", _SECCOMP)
def kernel(host: dict[str, Any]) -> object:
    found = []
    for path in (
        "/proc/kallsyms",
        "/proc/kcore",
        "/proc/kmsg",
        "/proc/keys",
        "/proc/modules",
        "/proc/net/unix",
        "/proc/sys/kernel/random/boot_id",
        "/dev/kmsg",
        "/dev/mem",
        "/sys/kernel/notes",
    ):
        try:
            os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
            found.append(path)
        except OSError:
            pass
    if ctypes.CDLL(None).klogctl(10, None, 0) >= 0:
        found.append("syslog")
    return found


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
    try:
        with open("/proc/self/mountinfo") as stream:
            mounts = [line.split()[4] for line in stream]
    except OSError:
        mounts = []
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
    for number in range(1 << 12):
        try:
            kinds[number] = os.fstat(number)
        except OSError:
            pass
    nothing = os.stat("/dev/null").st_rdev
    extra = {number: oct(kind.st_mode) for number, kind in kinds.items() if kind.st_rdev != nothing}
    wires = [number for number in extra if stat.S_ISSOCK(kinds[number].st_mode)]
    return "" if len(extra) == len(wires) == 1 else extra


ATTACKS: tuple[Attack, ...] = (
    tcp, udp, abstract, unix, families, interfaces, listening, controlling, existence, around, changing, kernel,
    files, top, writing, devices, environment, descriptors,
)  # fmt: skip
