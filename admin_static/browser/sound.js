const NOTES = [660, 880]; // Hz
const SECONDS = 0.16; // each
const LOUDNESS = 0.12;

/**
 * Two short notes. A browser that allows no sound yet, because nobody has touched the page, stays silent.
 * @param {typeof AudioContext} Context
 */
export function ring(Context = globalThis.AudioContext) {
  if (!Context) return;
  const context = new Context();
  if (context.state === "suspended") {
    context.close();
    return;
  }
  NOTES.forEach((hertz, index) => {
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    const starts = context.currentTime + index * SECONDS;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(LOUDNESS, starts);
    volume.gain.exponentialRampToValueAtTime(0.001, starts + SECONDS);
    tone.connect(volume).connect(context.destination);
    tone.start(starts);
    tone.stop(starts + SECONDS);
    if (index === NOTES.length - 1) tone.onended = () => context.close();
  });
}
