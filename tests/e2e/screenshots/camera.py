"""Takes each picture in light and dark, and notes what a machine can see: texts cut off, small buttons, a wide page."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "wide": {"viewport": {"width": 1440, "height": 900}},  # the README's pictures
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
FAULTS = """(phone) => {
  const found = [];
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth) found.push(`the page is ${page.scrollWidth} px wide`);
  const all = (root) => [...root.querySelectorAll("*")].flatMap((each) =>
    each.shadowRoot ? [each, ...all(each.shadowRoot)] : [each]);
  for (const each of all(document)) {
    if (!each.checkVisibility?.({ opacityProperty: true, visibilityProperty: true })) continue;
    const box = each.getBoundingClientRect();
    const hidden = each.closest(".pl-hidden-text, [aria-hidden=true], .skip, .visually-hidden");
    if (!box.width || hidden) continue;
    const name = () => `${each.tagName.toLowerCase()}.${each.className.baseVal ?? each.className} "${
      (each.getAttribute("aria-label") ?? each.textContent).trim().slice(0, 30)}"`;
    const style = getComputedStyle(each);
    const text = [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const shortens = style.overflowX !== "hidden" || style.textOverflow === "ellipsis" || style.clipPath !== "none";
    if (text && !shortens && each.scrollWidth > each.clientWidth + 1)
      found.push(`cut off: ${name()}`);
    const control = each.matches("button, a[href], input, select, textarea, [role=option], [role=menuitem], summary");
    if (!phone || !control || box.bottom < 0 || box.top > innerHeight) continue;
    if (style.display === "inline" || box.width < 2) continue;
    const label = each.closest("label")?.getBoundingClientRect() ?? box;
    const after = getComputedStyle(each, "::after");
    const grown = after.position === "absolute" && after.content !== "none" ? parseFloat(after.height) || 0 : 0;
    if (Math.max(box.height, label.height, grown) < 43.5)
      found.push(`${Math.round(box.width)}x${Math.round(box.height)}: ${name()}`);
  }
  return [...new Set(found)];
}"""


class Camera:
    def __init__(self, folder: Path, screen: str) -> None:
        self.folder, self.screen = folder, screen
        self.faults: dict[str, str] = {}  # with the picture on which each was seen first

    def take(self, page: Page, name: str, *, moved: bool = True) -> None:
        """`moved`: the mouse leaves, so that no element is hovered."""
        if moved:
            page.mouse.move(0, 0)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.screenshot(path=self.folder / f"{name}-{self.screen}-{scheme}.png", animations="disabled")
        for fault in page.evaluate(FAULTS, self.screen == "phone"):
            self.faults.setdefault(fault, name)
