"""The walls around one answer process, built on top of bubblewrap's, by the kernel.

Called in a child of a warm process that bubblewrap has locked up: it gets file systems,
process numbers and a user of its own, bounded resources and no rights.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
from typing import Any

libc = ctypes.CDLL(None, use_errno=True)

NEW_NS, NEW_IPC, NEW_PID = 0x20000, 0x8000000, 0x20000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_NO_NEW_PRIVS = 4, 22, 24, 38
PR_SET_CHILD_SUBREAPER, PR_SET_PDEATHSIG = 36, 1
# Users from here on belong to nobody.
FIRST_USER = 1_800_000_000

# System calls that no exercise needs and that have opened walls before.
DENIED = {
    "x86_64": {
        "ptrace": 101,
        "process_vm_readv": 310,
        "process_vm_writev": 311,
        "mount": 165,
        "umount2": 166,
        "pivot_root": 155,
        "chroot": 161,
        "unshare": 272,
        "setns": 308,
        "open_by_handle_at": 304,
        "add_key": 248,
        "request_key": 249,
        "keyctl": 250,
        "bpf": 321,
        "perf_event_open": 298,
        "userfaultfd": 323,
        "kexec_load": 246,
        "io_uring_setup": 425,
        "io_uring_enter": 426,
        "io_uring_register": 427,
        "open_tree": 428,
        "move_mount": 429,
        "fsopen": 430,
        "fsmount": 432,
    },
    "aarch64": {
        "ptrace": 117,
        "process_vm_readv": 270,
        "process_vm_writev": 271,
        "mount": 40,
        "umount2": 39,
        "pivot_root": 41,
        "chroot": 51,
        "unshare": 97,
        "setns": 268,
        "open_by_handle_at": 265,
        "add_key": 217,
        "request_key": 218,
        "keyctl": 219,
        "bpf": 280,
        "perf_event_open": 241,
        "userfaultfd": 282,
        "kexec_load": 104,
        "io_uring_setup": 425,
        "io_uring_enter": 426,
        "io_uring_register": 427,
        "open_tree": 428,
        "move_mount": 429,
        "fsopen": 430,
        "fsmount": 432,
    },
}
AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
CLONE = {"x86_64": 56, "aarch64": 220}
CLONE3 = 435
NEW_ANYTHING = 0x7E020000


def check(result: int, what: str) -> None:
    """Raise the error of a system call that failed."""
    if result:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def split_off() -> None:
    """Give the children of this process process numbers of their own.

    Needs the rights that bubblewrap left us.
    """
    check(libc.unshare(NEW_PID), "unshare")


def close_up(settings: dict[str, Any]) -> None:
    """Build the walls around this process: fresh folders, no /proc, no rights.

    Parameters
    ----------
    settings : dict
        "limits": see `grading.limits.Limits`. "folders": those that become empty.
        "user": who to become, where we may choose; below `FIRST_USER` we stay.
    """
    limits, user = settings["limits"], settings["user"]
    check(libc.unshare(NEW_NS | NEW_IPC), "unshare")
    for folder in settings["folders"]:
        _tmpfs(folder, f"size={limits['disk']}m,nr_inodes=4096,mode=1777", 0)
    _tmpfs("/dev/shm", "size=16m,nr_inodes=64,mode=1777", MS_NOEXEC)
    _tmpfs("/proc", "size=4k,mode=555", MS_RDONLY)
    if user >= FIRST_USER:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    give_up_rights()
    bound(limits)
    forbid_calls()
    os.chdir("/answers")


def _tmpfs(folder: str, options: str, flags: int) -> None:
    args = (b"tmpfs", folder.encode(), b"tmpfs", flags | MS_NOSUID | MS_NODEV)
    check(libc.mount(*args, options.encode()), f"mount {folder}")


def give_up_rights() -> None:
    """Keep no capability, and gain none by starting a program."""
    for capability in range(64):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    header, nothing = struct.pack("II", 0x20080522, 0), bytes(24)
    check(libc.capset(header, nothing), "capset")
    check(libc.prctl(PR_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")


def bound(limits: dict[str, Any]) -> None:
    """Bound what this process and its children may use."""
    megabyte = 2**20
    try:
        # Should memory run out, this process goes first.
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")
    except OSError:
        pass
    for kind, value in {
        resource.RLIMIT_AS: limits["address_space"] * megabyte,
        resource.RLIMIT_CPU: int(limits["cpu"]),
        resource.RLIMIT_NPROC: limits["processes"],
        resource.RLIMIT_NOFILE: limits["files"],
        resource.RLIMIT_FSIZE: limits["disk"] * megabyte,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }.items():
        resource.setrlimit(kind, (value, value))


def forbid_calls() -> bool:
    """Refuse system calls that open walls; tell whether this machine is known."""
    machine = platform.machine()
    if machine not in DENIED:
        return False
    program = _program(machine)
    instructions = b"".join(struct.pack("HBBI", *line) for line in program)
    buffer = ctypes.create_string_buffer(instructions)
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(buffer))
    check(libc.prctl(PR_SET_SECCOMP, 2, header, 0, 0), "seccomp")
    return True


Instruction = tuple[int, int, int, int]


def _program(machine: str) -> list[Instruction]:
    """Return the filter: what is listed fails with EPERM, all else is allowed."""
    load, equal, at_least, any_bit, ret = 0x20, 0x15, 0x35, 0x45, 0x06
    allow, refuse, missing, kill = 0x7FFF0000, 0x50001, 0x50026, 0x80000000
    program: list[Instruction] = [
        (load, 0, 0, 4),
        (equal, 1, 0, AUDIT_ARCH[machine]),
        (ret, 0, 0, kill),
        (load, 0, 0, 0),
        # Calls of the x32 variant have other numbers.
        (at_least, 0, 1, 0x40000000),
        (ret, 0, 0, kill),
    ]
    for number in DENIED[machine].values():
        program += [(equal, 0, 1, number), (ret, 0, 0, refuse)]
    return [
        *program,
        # Its flags cannot be read; without it, libraries use clone.
        (equal, 0, 1, CLONE3),
        (ret, 0, 0, missing),
        (equal, 0, 3, CLONE[machine]),
        (load, 0, 0, 16),
        (any_bit, 0, 1, NEW_ANYTHING),
        (ret, 0, 0, refuse),
        (ret, 0, 0, allow),
    ]
