"""names.py tells every name that is the same in two stacks, and the template has none.

    python acceptance/names_test.py
"""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import names

TEMPLATE = Path(__file__).resolve().parent.parent / "template.yaml"


class NamesTest(unittest.TestCase):
    def test_the_template_has_none(self):
        self.assertIn("no name that two stacks share", self.said(TEMPLATE.read_text(), 0))

    def test_a_rule_of_one_name(self):
        self.assert_told("RuleName: !Sub '${AWS::StackName}-task-state'", "RuleName: task-state", "is 'task-state' in every stack")

    def test_a_schedule_of_one_name_in_the_default_group(self):
        self.assert_told("Name: !Sub '${AWS::StackName}-sweep'", "Name: sweep", "is 'sweep' in every stack")

    def test_a_schedule_that_sam_names(self):
        self.assert_told("Name: !Sub '${AWS::StackName}-sweep'", "State: ENABLED", "is 'SweepFunctionEveryMinute' in every stack")

    def test_a_job_outside_the_stacks_group(self):
        name = "            Name: hello\n"
        self.assert_told(name + "            GroupName: !Ref Jobs\n", name, "is 'hello' in every stack")

    def test_a_group_of_one_name(self):
        group = "Type: AWS::Scheduler::ScheduleGroup"
        self.assert_told(group, group + "\n    Properties: {Name: jobs}", "is 'jobs' in every stack")

    def test_a_table_of_one_name(self):
        billing = "BillingMode: PAY_PER_REQUEST"
        self.assert_told(billing, billing + "\n      TableName: runs", "is 'runs' in every stack")

    def test_a_task_definition_of_one_name(self):
        self.assert_told("Family: !Sub '${AWS::StackName}-hello'", "Family: hello", "Family is 'hello' in every stack")

    def test_a_name_that_a_condition_may_make_the_same(self):
        cluster = "ClusterName: !Ref AWS::StackName"
        self.assert_told(cluster, "ClusterName: !If [OnArm, jobs, !Ref AWS::StackName]", "is 'jobs' in every stack")

    def test_an_export_of_one_name(self):
        self.assert_told("!Sub '${AWS::StackName}-Jobs'", "jobs", "Outputs.Jobs.Export is 'jobs' in every stack")

    def test_a_template_that_sam_cannot_expand(self):
        self.assert_told("ScheduleExpression: rate(1 minute)", "Rate: 1", "SAM cannot expand it")

    def assert_told(self, right, wrong, sentence):
        text = TEMPLATE.read_text()
        self.assertIn(right, text, "template.yaml has no longer this text; take another for this test")
        self.assertIn(sentence, self.said(text.replace(right, wrong), 1))

    def said(self, text, expected):
        code, sentence = 0, ""
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as out:
            path = Path(folder) / "template.yaml"
            path.write_text(text)
            try:
                names.main(str(path))
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
                sentence = end.code if isinstance(end.code, str) else ""
        self.assertEqual(expected, code, out.getvalue())
        return out.getvalue() + sentence


if __name__ == "__main__":
    unittest.main()
