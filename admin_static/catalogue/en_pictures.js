/**
 * The texts of choosing a picture.
 * @type {import("../../client/ui/translate.js").Texts}
 */
export const enPictures = {
  "problem.picture_invalid": "This is not a picture that can be shown. Choose a JPEG, PNG or WebP.",
  "problem.picture_too_large": "This picture is too large. Choose another one.",
  "problem.pictures_unavailable":
    "This deployment has no place for pictures yet. Ask whoever runs it to deploy again.",

  "picture.choose": "Choose a picture…",
  "picture.replace": "Replace…",
  "picture.remove": "Remove",
  "picture.hint": "Or drop or paste one here. It is cut to a square.",
  "picture.saving": "Saving…",
  "picture.saved": "Picture saved.",
  "picture.removed": "Picture removed.",
  "picture.own": "Your picture",
  "picture.own_hint": "Visitors and colleagues see your picture beside your messages.",
};
