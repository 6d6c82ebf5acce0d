"""Sign files, and check signatures, with `ssh-keygen`, the program that made them a form of their own.

It comes with Windows 10 and later, macOS and every Linux, works without a network, and staff who use git have a key
already. A signature is that of `ssh-keygen -Y sign -n file`, beside the file as `….sig`: whoever gets it can check it
without this program. (`briefing sources --sign-off` is another thing: that somebody compared a sentence with its
sources.)
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import BriefingError, Code, Origin

NAMESPACE = "file"
"""What signatures of files are for, by the manual of ssh-keygen; those for git or for logins are of no use here."""

_KEY = re.compile(r"(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\w.@-]+ [A-Za-z0-9+/=]+(?: (?P<comment>.*))?")
_GOOD = re.compile(r'Good "file" signature for (?P<name>\S+) with (?P<key>.+)')


def name_signature(path: Path) -> Path:
    """Return where the signature of a file stands."""
    return path.with_name(f"{path.name}.sig")


def sign_file(path: Path, key: Path) -> bytes:
    """Return the signature of a file by a key: the private one, or the public one of a key that ssh-agent holds.

    A passphrase is asked for on the terminal. Raises BriefingError where there is no ssh-keygen (O906), the key can't
    be read (O908), or it does not sign (O907).
    """
    if not key.is_file():
        raise _error(codes.UNREADABLE_KEY, key.name, f"there is no key `{key.name}`", _MAKE_ONE)
    with path.open("rb") as data:
        ran = _run("-Y", "sign", "-f", str(key), "-n", NAMESPACE, given=data.read())
    if ran.returncode != 0 or not ran.stdout.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        told = [line for line in ran.stderr.decode("utf-8", "replace").splitlines() if "standard input" not in line]
        raise _error(
            codes.SIGNING_FAILED,
            path.name,
            f"`{path.name}` was not signed with `{key.name}`" + (f": {told[-1].strip()}" if told else ""),
            "name the file of your private key; of a key that ssh-agent holds, that of the public one",
        )
    return ran.stdout


def check_signature(path: Path, keys: Path) -> str:
    """Return who signed a file, by one of the keys: a file of public keys, a line each, or of allowed signers.

    Raises BriefingError where there is no signature (O904), it is not of this file or none of these keys (O905), where
    the keys can't be read (O908), or there is no ssh-keygen (O906).
    """
    signature = name_signature(path)
    if not signature.is_file():
        raise _error(
            codes.NO_SIGNATURE,
            path.name,
            f"`{path.name}` is not signed: there is no `{signature.name}` beside it",
            f"ask for it; who made the file signs it with `briefing sign {path.name} --key KEY`",
        )
    allowed = _write_allowed_signers(keys)
    with tempfile.TemporaryDirectory() as folder:
        signers = Path(folder, "allowed_signers")
        signers.write_text(allowed, "utf-8")
        given = path.read_bytes()
        found = _run("-Y", "find-principals", "-s", str(signature), "-f", str(signers))
        for name in dict.fromkeys(found.stdout.decode("utf-8", "replace").split("\n")):
            words = ("-Y", "verify", "-f", str(signers), "-I", name.strip(), "-n", NAMESPACE, "-s", str(signature))
            ran = _run(*words, given=given) if name.strip() else None
            if ran and ran.returncode == 0 and (good := _GOOD.search(ran.stdout.decode("utf-8", "replace"))):
                return f"{good['name']} ({good['key'].strip()})"
    raise _error(
        codes.WRONG_SIGNATURE,
        path.name,
        f"`{signature.name}` is no signature of `{path.name}` by a key in `{keys.name}`",
        "do not rely on the file: it was changed since it was signed, or somebody else signed it",
    )


_MAKE_ONE = "`ssh-keygen -t ed25519` makes a pair: sign with the private one, give out the public one (`.pub`)"


def _write_allowed_signers(keys: Path) -> str:
    """Return the file of allowed signers that ssh-keygen wants; a bare public key is called by its comment."""
    try:
        lines = [line.strip() for line in keys.read_text("utf-8").splitlines()]
    except (OSError, ValueError):
        raise _error(codes.UNREADABLE_KEY, keys.name, f"there are no keys in `{keys.name}`", _MAKE_ONE) from None
    if any("PRIVATE KEY" in line for line in lines):
        raise _error(
            codes.UNREADABLE_KEY,
            keys.name,
            f"`{keys.name}` is a private key, which nobody else may have",
            f"name the public one: `{keys.name}.pub`",
        )
    found = []
    for line in lines:
        if bare := _KEY.fullmatch(line):
            name = re.sub(r"[^\w.@+-]+", "-", bare["comment"] or "", flags=re.ASCII).strip("-") or "signer"
            found.append(f'{name} namespaces="{NAMESPACE}" {line}')
        elif line and not line.startswith("#"):
            found.append(line)
    if not found:
        raise _error(codes.UNREADABLE_KEY, keys.name, f"there are no keys in `{keys.name}`", _MAKE_ONE)
    return "\n".join(found) + "\n"


def _run(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise _error(
            codes.NO_SSH_KEYGEN,
            ".",
            "the program `ssh-keygen` is not there",
            "install OpenSSH (Debian: apt-get install openssh-client; Windows: the optional feature OpenSSH Client)",
        )
    return subprocess.run([program, *words], input=given, capture_output=True, check=False)


def _error(code: Code, file: str, message: str, help: str) -> BriefingError:
    return BriefingError([code.at(Origin(file), message, help)])
