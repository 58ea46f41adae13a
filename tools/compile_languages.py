"""Write newsgrab/extraction/words/compiled.json from languages/*.toml and markup.toml beside it.

    python tools/compile_languages.py

Exit code 1, and nothing written, if one of them is wrong: the message names the file, the key and the problem.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILED = ROOT / "newsgrab" / "extraction" / "words" / "compiled.json"
sys.path.insert(0, str(ROOT))


def main() -> int:
    """Compile the files, or say which is wrong where."""
    before = COMPILED.read_bytes() if COMPILED.exists() else b""
    COMPILED.unlink(missing_ok=True)  # the package reads the files themselves then
    try:
        from newsgrab.extraction.words.language_files import compiled  # noqa: PLC0415 -- reads the files as it loads

        text = compiled()
    except ValueError as error:
        COMPILED.write_bytes(before)
        sys.stderr.write(f"{error}\n")
        return 1
    COMPILED.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
