let context: AudioContext | null = null;

/** One tone; times in seconds from now. */
function tone(audio: AudioContext, hertz: number, after: number, length: number): void {
  const source = audio.createOscillator();
  const volume = audio.createGain();
  const begin = audio.currentTime + after;
  source.frequency.value = hertz;
  source.type = 'triangle';
  volume.gain.setValueAtTime(0.0001, begin);
  volume.gain.exponentialRampToValueAtTime(0.3, begin + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.0001, begin + length);
  source.connect(volume).connect(audio.destination);
  source.start(begin);
  source.stop(begin + length);
}

/** A short high tone for what was done, two low ones for what was not. Silent where there is no sound. */
export function beep(kind: 'good' | 'bad'): void {
  try {
    context ??= new AudioContext();
    void context.resume();
    if (kind === 'good') tone(context, 1320, 0, 0.12);
    else {
      tone(context, 220, 0, 0.18);
      tone(context, 180, 0.22, 0.28);
    }
  } catch {
    context = null;
  }
}
