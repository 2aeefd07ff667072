"""Runs the checks against the deployed stack, tells how each ended, and ends with 1 if one failed."""

import os
import sys
import textwrap
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from specification import ORDER, NotSupported
from stack import Stack

BEGUN = time.monotonic()
WIDTH, INDENT = 120, " " * 16
LONGEST = 1500
OK, FAILED, NOT_SUPPORTED = "ok", "FAILED", "NOT SUPPORTED BY THE EMULATOR"
SAYING = threading.Lock()


def say(text):
    with SAYING:
        print(f"[{time.monotonic() - BEGUN:4.0f} s] {text}", flush=True)


def title(check):
    return check.__name__.replace("_", " ")


def carry_out(check, stack):
    begun = time.monotonic()
    try:
        result, seen = OK, check(stack)
    except NotSupported as gap:
        result, seen = NOT_SUPPORTED, str(gap)
    except AssertionError as wrong:
        result, seen = FAILED, str(wrong)
    except Exception as trouble:  # a check that can't be carried out has failed, and the others go on
        places = [f"{Path(at.filename).name}:{at.lineno}" for at in traceback.extract_tb(trouble.__traceback__)[1:4]]
        result, seen = FAILED, f"{type(trouble).__name__}: {trouble} (at {', '.join(places)})"
    seen = textwrap.shorten(seen, LONGEST) if len(seen) > LONGEST else seen
    took = time.monotonic() - begun
    say(f"{result}: {title(check)}" + ("" if result == OK else f"\n         {seen}"))
    return title(check), took, result, seen


def table(ended):
    print("\n" + "=" * WIDTH)
    for name, took, result, seen in ended:
        print(f"{'-' if result == NOT_SUPPORTED else result:6} {took:5.0f} s  {name}")
        for line in [NOT_SUPPORTED] * (result == NOT_SUPPORTED) + seen.splitlines():
            print(textwrap.fill(line, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT))
    print("=" * WIDTH)
    count = {result: sum(one[2] == result for one in ended) for result in (OK, FAILED, NOT_SUPPORTED)}
    print(f"{count[OK]} ok, {count[FAILED]} failed, {count[NOT_SUPPORTED]} not supported by the emulator")
    return count[FAILED]


def main():
    stack = Stack(os.environ["STACK"], os.environ["WORK"])
    ended = []
    with ThreadPoolExecutor(max(map(len, ORDER))) as pool:
        for row in ORDER:
            say("checking: " + "; ".join(title(check) for check in row))
            ended += pool.map(lambda check: carry_out(check, stack), row)
    sys.exit(1 if table(ended) else 0)


if __name__ == "__main__":
    main()
