"""The walls around a student's code on Linux.

Two layers. Outside, bubblewrap holds the warm process: it sees read-only the interpreter, the installed packages and
the data folder, and no network (:mod:`bwrap`). Inside, each forked child goes into namespaces of its own with private
temporary folders, gives up every privilege, and loads a system-call filter (:mod:`enter`, :mod:`syscalls`), so that a
student's process is apart from every other student's and from the process that forked it.

As root, bubblewrap's user namespace would be no wall: outside, the kernel would still see user 0. So there no user
namespace is made, and each child becomes a real, unprivileged user of its own. As an ordinary user, each child makes
a user namespace inside bubblewrap's.
"""
