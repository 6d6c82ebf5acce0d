"""The command `briefing` of a checkout: `pip install -e .` and `make paper` install it with this step of setuptools.

In: nothing but the checkout. Out: a command that runs generator/ where it stands. The command of a wheel leads into
briefing_papers/, which a checkout does not have.
"""

from __future__ import annotations

from setuptools.command.editable_wheel import editable_wheel


class InPlace(editable_wheel):  # type: ignore[misc]  # setuptools says no types
    """Install a checkout by its folder on the path of modules, as setuptools' mode `compat` does."""

    def run(self) -> None:
        """Write the wheel that leads to the checkout."""
        self.mode = "compat"
        self.distribution.entry_points = {"console_scripts": ["briefing = generator.__main__:main"]}
        super().run()
