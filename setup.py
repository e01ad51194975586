"""Packs the library. All else is in pyproject.toml; only this needs code.

``cases/`` stands at the top of the repository, where authors look for it, and inside an installed package,
where ``equipoise.client.case`` looks first.
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["equipoise", "equipoise.*"]), "equipoise.cases"],
    package_dir={"equipoise.cases": "cases"},
    package_data={"equipoise": ["**/*.yml", "weights/*", "py.typed"], "equipoise.cases": ["*.yml"]},
)
