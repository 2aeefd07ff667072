"""What docs/local-invoke.md tells: every event in events/, in an order in which one can type it, and what its answer means."""

from dataclasses import dataclass
from pathlib import Path

EVENTS = Path("events")

# What an event is called says whom it is for.
FUNCTIONS = {
    "schedule-": "LaunchFunction",
    "task-": "TaskStateFunction",
    "other-": "TaskStateFunction",
    "sweep": "SweepFunction",
    "summary-": "SummaryFunction",
    "widget-": "WidgetFunction",
    "job-run-": "MessageFunction",
}


@dataclass(frozen=True)
class Scene:
    """One invocation."""

    title: str
    meaning: str
    event: str = ""
    typed: str = ""  # what is typed as the event, where no file is sent
    rewound: bool = False  # whether the event's run is put back first
    ended: str = ""  # the run that has to have ended before

    @property
    def function(self):
        return function_of(self.event) if self.event else "LaunchFunction"


@dataclass(frozen=True)
class Chapter:
    title: str
    text: str
    scenes: tuple


def function_of(event):
    """None if the event's name does not say it."""
    return next((function for prefix, function in FUNCTIONS.items() if event.startswith(prefix)), None)


def of(event, meaning, **more):
    return Scene(title=f"events/{event}.json", meaning=meaning, event=f"{event}.json", **more)


def problems(story):
    """What of events/ is not in the story, and the reverse; each in a sentence."""
    there = {file.name for file in EVENTS.glob("*")}
    told = {scene.event for chapter in story for scene in chapter.scenes if scene.event}
    for event in sorted(there):
        if function_of(event) is None:
            yield f"events/{event} is for no function: begin its name with {', '.join(FUNCTIONS)}, or mend acceptance/story.py."
        elif event not in told:
            yield f"events/{event} is not in acceptance/story.py: add a scene that says what its answer means."
    for event in sorted(told - there):
        yield f"acceptance/story.py tells of events/{event}, which is not there: take its scene out."


FIRED = Chapter(
    "A schedule fires",
    """\
`LaunchFunction` claims the run and calls RunTask. Its last log line and its answer say what it found once RunTask had answered: on AWS that is
`Attempt 1: ECS accepted task …`. Here a task starts within milliseconds, so that its own events may be recorded before RunTask's answer; then the
sentence says that.""",
    (
        of("schedule-fired", "The run is named by job and scheduled time, and its first task is started."),
        Scene(
            "The same once more",
            "EventBridge Scheduler delivers at least once; a second delivery is no second run.",
            event="schedule-fired.json",
            ended="nightly-report/20260301T010000Z",
        ),
    ),
)

TRAPS = Chapter(
    "Payloads that go wrong",
    "A run needs a name that a repeated delivery has, too. Without a scheduled time that is the request's id, and the answer says so.",
    (
        Scene(
            "No scheduled time",
            "Typed by hand, or a schedule whose `Input` forgot it.",
            typed='{"job": "hello", "task": {"definition": "ecsjobs-hello"}}',
        ),
        of(
            "schedule-fired-without-time",
            "The placeholder as it stands in the template: only EventBridge Scheduler fills it in. It counts as no scheduled time.",
        ),
        of(
            "schedule-fired-five-mistakes",
            "Every mistake at once, and nothing is started. The function fails, so that on AWS the event goes to the dead-letter queue.",
        ),
    ),
)

TASKS = Chapter(
    "ECS tells of a task",
    """\
The events are about tasks of a stack on AWS. `acceptance/rewind.py` puts the run of the same name, which `schedule-fired.json` started above, back
to where ECS has accepted that task, and leaves out its limits in time, since the events are of March. Without it the function answers that the run
has ended already, or that there is a second task. Where it is not typed, the event follows the one before.""",
    (
        of("task-running", "Its start is noted. From then on an `attemptTimeout` counts.", rewound=True),
        of(
            "task-spot-warning",
            "Still RUNNING: two minutes' notice that Spot takes the capacity back. What counts is how the task ends.",
        ),
        of("task-stopped-spot", "The platform's failure: it uses none of the job's `maxAttempts`."),
        of("task-stopped-never-started", "No exit code, since nothing ran: the image could not be pulled.", rewound=True),
        of("task-stopped-eni-timeout", "Nor did anything run here.", rewound=True),
        of("task-stopped-host-lost", "ECS names no stop code at all when the host is gone.", rewound=True),
        of(
            "task-stopped-out-of-memory",
            "Exit code 137 has many causes; ECS's reason for the container names this one.",
            rewound=True,
        ),
        of(
            "task-stopped-with-guardduty-sidecar",
            "A sidecar that AWS adds was killed with 137. The deciding container ended with 0, and it alone counts.",
            rewound=True,
        ),
        of("task-stopped-exit-0", "The usual end.", rewound=True),
        of(
            "other-service",
            "Not ours. The rule lets no such event through; should it come, it is ignored and nothing is logged.",
        ),
    ),
)

FLAKY = Chapter(
    "Retries",
    "This job's task exits with 1 twice and then with 0; `./ecsjobs up` makes all three attempts in some twenty seconds.",
    (
        of("schedule-fired-flaky-import", "The first attempt is under way, or has failed already."),
        of(
            "task-stopped-exit-1-last-attempt",
            "Had the third one failed, too.",
            rewound=True,
            ended="flaky-import/20260301T010000Z",
        ),
        of("task-stopped-exit-1", "Further back: the first attempt fails, and the second has to wait.", rewound=True),
        of(
            "sweep",
            "When it has waited, a sweep launches it. `./ecsjobs up` sweeps by itself; if it was sooner, the answer is `{\"due\": 0}`.",
        ),
    ),
)

HISTORY = Chapter(
    "The history",
    "",
    (
        of(
            "summary-run-finished",
            "The table's stream tells of a finished run, here one of March; it goes into the history and the job's roll-up. Typed once more, the answer "
            "is `recorded before`. Nothing is logged.",
        ),
        of(
            "job-run-failed",
            "What the history announces of a run that failed; the function writes it to people. There is no SNS on one machine: the log says that nobody "
            "has heard it.",
        ),
    ),
)

DASHBOARD = Chapter(
    "The dashboard",
    "",
    (
        of(
            "widget-described",
            "CloudWatch asks a custom widget's function for its documentation. Without `describe` the answer is the widget: HTML, as one JSON string.",
        ),
    ),
)

STORY = (FIRED, TRAPS, TASKS, FLAKY, HISTORY, DASHBOARD)
