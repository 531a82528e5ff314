// Keccak-256 as Ethereum uses it (the submission to NIST's contest, rate 1088, padding 0x01), because node's own
// crypto only has the later SHA-3. For a few keys; not fast.
const MASK = (1n << 64n) - 1n;
const rotate = (word, by) => by === 0 ? word : ((word << BigInt(by)) | (word >> BigInt(64 - by))) & MASK;

/** Round constants, from the linear feedback register of the specification (1.2). */
function roundConstants() {
  const constants = [];
  let register = 1;
  for (let round = 0; round < 24; round++) {
    let constant = 0n;
    for (let j = 0; j < 7; j++) {
      if (register & 1) constant |= 1n << BigInt((1 << j) - 1);
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1;
    }
    constants.push(constant);
  }
  return constants;
}

const CONSTANTS = roundConstants();

function permute(a) {
  for (const constant of CONSTANTS) {
    const c = [0, 1, 2, 3, 4].map((x) => a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20]);
    for (let i = 0; i < 25; i++) a[i] ^= c[(i + 4) % 5] ^ rotate(c[(i + 1) % 5], 1);
    let [x, y, word] = [1, 0, a[1]];
    for (let t = 0; t < 24; t++) {
      [x, y] = [y, (2 * x + 3 * y) % 5];
      const held = a[x + 5 * y];
      a[x + 5 * y] = rotate(word, (((t + 1) * (t + 2)) / 2) % 64);
      word = held;
    }
    for (let row = 0; row < 25; row += 5) {
      const line = a.slice(row, row + 5);
      for (let i = 0; i < 5; i++) a[row + i] = line[i] ^ (~line[(i + 1) % 5] & MASK & line[(i + 2) % 5]);
    }
    a[0] ^= constant;
  }
}

export function keccak256(message) {
  const rate = 136;
  const padded = Buffer.alloc((Math.floor(message.length / rate) + 1) * rate);
  message.copy(padded);
  padded[message.length] |= 0x01;
  padded[padded.length - 1] |= 0x80;
  const state = new Array(25).fill(0n);
  for (let block = 0; block < padded.length; block += rate) {
    for (let i = 0; i < rate / 8; i++) state[i] ^= padded.readBigUInt64LE(block + 8 * i);
    permute(state);
  }
  const digest = Buffer.alloc(32);
  for (let i = 0; i < 4; i++) digest.writeBigUInt64LE(state[i], 8 * i);
  return digest;
}
