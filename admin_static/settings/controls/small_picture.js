/** Makes a chosen picture small in the page, so that little is sent, and nothing that the camera wrote into the file. */

const SIDE = 128;
const MOST_BYTES = 24 * 1024; // the server has the same bound
const QUALITIES = [0.88, 0.75, 0.6, 0.4];
const TYPES = ["image/webp", "image/jpeg"]; // a browser that cannot write WebP makes a PNG instead

/** The square in the middle. @param {number} width @param {number} height */
export function middle(width, height) {
  const side = Math.min(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, side };
}

/** The first picture among files that were dropped or pasted. @param {DataTransfer | null} given */
export const pictureIn = (given) =>
  [...(given?.files ?? [])].find(({ type }) => type.startsWith("image/")) ?? null;

/**
 * @param {Blob} file
 * @returns {Promise<string>} base64. Rejects with the code `picture_invalid` if the browser cannot read it.
 */
export async function smallPicture(file) {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw { code: "picture_invalid" };
  });
  const canvas = document.createElement("canvas");
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const { x, y, side } = middle(bitmap.width, bitmap.height);
  context.imageSmoothingQuality = "high";
  context.fillStyle = "#fff"; // below what is transparent
  context.fillRect(0, 0, SIDE, SIDE);
  context.drawImage(bitmap, x, y, side, side, 0, 0, SIDE, SIDE);
  bitmap.close();
  for (const type of TYPES)
    for (const quality of QUALITIES) {
      const blob = await written(canvas, type, quality);
      if (blob?.type === type && blob.size <= MOST_BYTES) return base64(blob);
    }
  throw { code: "picture_too_large" };
}

/** @param {HTMLCanvasElement} canvas @param {string} type @param {number} quality @returns {Promise<Blob | null>} */
const written = (canvas, type, quality) => new Promise((done) => canvas.toBlob(done, type, quality));

/** @param {Blob} blob @returns {Promise<string>} */
const base64 = (blob) =>
  new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ""));
    reader.readAsDataURL(blob);
  });
