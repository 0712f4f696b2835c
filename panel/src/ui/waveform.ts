/** The loudness of a sound in as many steps as there are bars to draw. Pure. */
export function peaks(samples: Float32Array, bars: number): number[] {
  const found: number[] = [];
  const step = Math.max(1, samples.length / bars);
  for (let bar = 0; bar < bars; bar++) {
    let highest = 0;
    const end = Math.min(samples.length, Math.floor((bar + 1) * step));
    for (let index = Math.floor(bar * step); index < end; index++) {
      highest = Math.max(highest, Math.abs(samples[index] ?? 0));
    }
    found.push(highest);
  }
  const loudest = Math.max(...found, 0.01);
  return found.map((one) => one / loudest);
}
