/** Where the panel fills the screen. The same words stand in panel.css and header.css. */
export const PHONE = "(max-width: 479.98px), (max-height: 479.98px) and (pointer: coarse)";
