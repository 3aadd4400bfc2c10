"""Takes pictures of every screen of both pages: python -m tests.e2e.screenshots [--folder DIR] [--only NAME …]

Starts a local run of its own with contents. Build the pages first, by `dev.py run` or `dev.py test`.
"""

import argparse
import sys
import tempfile
import traceback
from pathlib import Path

from playwright.sync_api import Error

from devtools.bench.pages.browser import chromium
from devtools.folders import ROOT
from tests.e2e.screenshots import desk_scenes, report_scenes, settings_scenes, sign_in_scenes, widget_scenes
from tests.e2e.screenshots.camera import SCREENS, Camera
from tests.e2e.screenshots.cast import played
from tests.e2e.screenshots.stage import Stage
from tests.localrun import LocalRun

MODULES = (sign_in_scenes, desk_scenes, report_scenes, settings_scenes, widget_scenes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / ".porchlight" / "screenshots", metavar="DIR")
    parser.add_argument("--screen", choices=SCREENS, action="append", help="default: desktop and phone")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="scenes, such as inbox")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    scenes = [scene for module in MODULES for scene in module.SCENES]
    chosen = [scene for scene in scenes if not arguments.only or scene.__name__ in arguments.only]
    failed = 0
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        run = LocalRun(Path(folder))
        run.start()
        try:
            cast = played(run)
            for screen in arguments.screen or ("desktop", "phone"):
                camera = Camera(arguments.folder, screen)
                for scene in chosen:
                    stage = Stage(run, browser, cast, camera)
                    try:
                        scene(stage)
                    except (AssertionError, Error):
                        failed += 1
                        print(f"{scene.__name__}, {screen}:")
                        traceback.print_exc(limit=-3)
                    finally:
                        stage.close()
                for fault, name in camera.faults.items():
                    print(f"{name}, {screen}: {fault}")
        finally:
            run.stop()
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
