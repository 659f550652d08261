const CHUNK = 1 << 16;

/** Numbers in a row, 8 bytes each, in chunks: growing copies nothing. */
export class GrowingFloats {
  #chunks: Float64Array[] = [];
  length = 0;

  push(value: number): void {
    const place = this.length & (CHUNK - 1);
    if (place === 0) this.#chunks.push(new Float64Array(CHUNK));
    const chunk = this.#chunks[this.length >>> 16];
    if (chunk) chunk[place] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.#chunks[index >>> 16]?.[index & (CHUNK - 1)] ?? NaN;
  }
}

/** Whole numbers from 0 to 4,294,967,295 in a row, 4 bytes each. */
export class GrowingInts {
  #chunks: Uint32Array[] = [];
  length = 0;

  push(value: number): void {
    const place = this.length & (CHUNK - 1);
    if (place === 0) this.#chunks.push(new Uint32Array(CHUNK));
    const chunk = this.#chunks[this.length >>> 16];
    if (chunk) chunk[place] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.#chunks[index >>> 16]?.[index & (CHUNK - 1)] ?? 0;
  }
}

/** Short texts in a row, as UTF-8 of at most 64 bytes each: about 20 bytes a specimen number. */
export class GrowingTexts {
  #bytes: Buffer[] = [];
  #used = CHUNK;
  /** Chunk × CHUNK + place, and the length. */
  #starts = new GrowingFloats();
  #lengths: GrowingInts = new GrowingInts();

  push(text: string): void {
    const kept = text.length > 64 ? text.slice(0, 64) : text;
    const size = Math.min(64, Buffer.byteLength(kept));
    if (this.#used + size > CHUNK) {
      this.#bytes.push(Buffer.alloc(CHUNK));
      this.#used = 0;
    }
    const chunk = this.#bytes.length - 1;
    // Less than the size where the last letter has no room for all of its bytes.
    const written = this.#bytes[chunk]?.write(kept, this.#used, size) ?? 0;
    this.#starts.push(chunk * CHUNK + this.#used);
    this.#lengths.push(written);
    this.#used += written;
  }

  at(index: number): string {
    const start = this.#starts.at(index);
    if (Number.isNaN(start)) return '';
    const chunk = this.#bytes[Math.floor(start / CHUNK)];
    const place = start % CHUNK;
    return chunk?.toString('utf8', place, place + this.#lengths.at(index)) ?? '';
  }
}
