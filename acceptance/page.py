"""Pages that show what was printed, docs/local-invoke.md for one: how they are written, and how they are compared."""

import difflib
import re
from pathlib import Path

from story import EVENTS, STORY

PAGE = Path("docs/local-invoke.md")

HEAD = """\
# Every event, by hand

`sam local invoke` runs a function in a container, as Lambda does, on the stack of a running `./ecsjobs up`. In one terminal:

```text
$ ./ecsjobs up
```

In another, after `sam build`:

```text
$ sam local invoke LaunchFunction -e events/schedule-fired.json
```

That is all there is to type: `samconfig.toml` and `env.json` have the rest. Add `--skip-pull-image` where the function's image is there and no
registry can be reached, and `--parameter-overrides Architecture=arm64` where containers are Arm's.

Below is every event in [events/](../events), in an order in which they can be typed: first the function's own log, then its answer.
`acceptance/invoke` types them and fails if anything but ids and times has changed; `acceptance/invoke --update` writes this page anew. What SAM and
the Java runtime say besides is left out, and … is where Java's stack trace was.
"""

IN_EVENTS = {task for file in EVENTS.glob("*.json") for task in re.findall(r"\b[0-9a-f]{32}\b", file.read_text())}

# What a launch finds when RunTask has answered: whichever of the two is quicker, that answer or the task.
LAUNCHED = r"Attempt \d: ECS accepted task [^\"]*"

CHANGING = (
    (r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "REQUEST"),
    (r"\b(hello|nightly-report)/[0-9a-f]{16}\b", r"\1/REQUEST"),
    (r"\b(?!2026-03-01)\d{4}-\d\d-\d\dT[0-9:.]+Z", "TIME"),  # the events' own times are the same always
    (r'"Timestamp":\d+', '"Timestamp":TIME'),
    (r'"(duration|startDelay)":[0-9.]+', r'"\1":SECONDS'),
)


def shortened(text):
    """Without stack traces: they are another Java's in another image."""
    text = re.sub(r'"stackTrace": \[.*?\]', '"stackTrace": […]', text)
    return re.sub(r'(: dev\.ecsjobs\.\w+\.\w+)\\n.*?(?=",")', r"\1…", text)


def comparable(text):
    """The same for all that was printed by the same program of the same events."""
    for pattern, word in CHANGING:
        text = re.sub(pattern, word, text)
    if '"signal":"LaunchAccepted"' in text:
        accepted = r'("signal":"LaunchAccepted"),"state":"\w+",(?:"result":"\w+",)?'
        text = re.sub(accepted, r'\1,"state":"ANY",', text)
        text = re.sub(LAUNCHED, "LAUNCHED", text)
    return re.sub(r"\b[0-9a-f]{32}\b", lambda task: task[0] if task[0] in IN_EVENTS else "TASK", text)


def transcripts(page):
    """What the page shows, by title."""
    return dict(re.findall(r"(?ms)^### `?([^`\n]+)`?\n.*?^```text\n(.*?)^```$", page))


def written(printed, head=HEAD, story=STORY):
    """The page with what was printed, by title."""
    parts = [head]
    for chapter in story:
        parts.append(f"## {chapter.title}\n")
        if chapter.text:
            parts.append(chapter.text + "\n")
        for scene in chapter.scenes:
            title = f"`{scene.title}`" if scene.title.startswith("events/") else scene.title
            meaning = f"{scene.meaning}\n\n" if scene.meaning else ""
            parts.append(f"### {title}\n\n{meaning}```text\n{printed[scene.title]}```\n")
    return "\n".join(parts)


def renewed(page, printed, head=HEAD, story=STORY, same=comparable):
    """The page anew; what differs in ids and times alone stays as it was."""
    shown = transcripts(page)
    kept = {
        title: shown[title] if title in shown and same(shown[title]) == same(text) else text for title, text in printed.items()
    }
    return written(kept, head, story)


def difference(page, anew, name=PAGE):
    return "".join(difflib.unified_diff(page.splitlines(True), anew.splitlines(True), str(name), "as it is printed now"))
