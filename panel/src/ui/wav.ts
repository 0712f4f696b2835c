/** Sound as a WAV file: what the server reads by itself, whatever the browser recorded. */
const RATE = 16_000; // Hz; the telephone needs half of it

/** Sixteen bits, one channel. */
export function wavOf(samples: Float32Array, rate: number): ArrayBuffer {
  const file = new ArrayBuffer(44 + samples.length * 2);
  const view = new DataView(file);
  const text = (at: number, word: string) =>
    [...word].forEach((char, index) => view.setUint8(at + index, char.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, file.byteLength - 8, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((value, index) =>
    view.setInt16(44 + index * 2, Math.round(Math.max(-1, Math.min(1, value)) * 32767), true),
  );
  return file;
}

/** What was recorded as WAV; as it is where the browser cannot read its own recording. */
export async function asWav(recorded: Blob): Promise<Blob> {
  try {
    const context = new OfflineAudioContext(1, 1, RATE);
    const sound = await context.decodeAudioData(await recorded.arrayBuffer());
    return new Blob([wavOf(mixed(sound), sound.sampleRate)], { type: "audio/wav" });
  } catch {
    return recorded;
  }
}

function mixed(sound: AudioBuffer): Float32Array {
  const channels = Array.from({ length: sound.numberOfChannels }, (_, index) =>
    sound.getChannelData(index),
  );
  const [only] = channels;
  if (only && channels.length === 1) return only;
  return Float32Array.from(
    { length: sound.length },
    (_, at) => channels.reduce((sum, one) => sum + (one[at] ?? 0), 0) / channels.length,
  );
}
