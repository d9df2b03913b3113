// A small PMTiles archive of the whole world, and a server for it: every tile is the same, water over all of it.
import { createServer } from "node:http";

/** A number as protocol buffers and PMTiles write it. */
function varint(value) {
  const bytes = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) + 128);
  }
}

/** A field of a protocol buffer that has a length. */
const field = (number, bytes) => [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
const text = (string) => [...new TextEncoder().encode(string)];

/** A vector tile: one layer, one polygon that covers the tile. */
function water() {
  const corners = [9, 0, 0, 26, 8192, 0, 0, 8192, 8191, 0, 15];
  const feature = [...varint(3 * 8), 3, ...field(4, corners.flatMap(varint))];
  const layer = [...field(1, text("water")), ...field(2, feature), ...varint(5 * 8), ...varint(4096), ...varint(15 * 8), 2];
  return field(3, layer);
}

/** The archive: header, one directory with one entry that stands for all tiles, metadata, the tile. */
export function archive() {
  const DEEPEST = 8;
  const tile = water();
  const all = (4 ** (DEEPEST + 1) - 1) / 3;
  // One entry: the first tile's id, how many tiles are the same, its length, where it is.
  const directory = [...varint(1), ...varint(0), ...varint(all), ...varint(tile.length), ...varint(1)];
  const metadata = text(JSON.stringify({ name: "water", vector_layers: [{ id: "water", fields: {} }] }));
  const head = Buffer.alloc(127);
  head.write("PMTiles", 0, "latin1");
  head[7] = 3;
  const [at, about, tiles] = [127, 127 + directory.length, 127 + directory.length + metadata.length];
  [at, directory.length, about, metadata.length, tiles, 0, tiles, tile.length, all, 1, 1].forEach((value, index) =>
    head.writeBigUInt64LE(BigInt(value), 8 + 8 * index));
  // In order, nothing is compressed, vector tiles, from the whole world down.
  head.set([1, 1, 1, 1, 0, DEEPEST], 96);
  [-180e7, -85e7, 180e7, 85e7].forEach((degrees, index) => head.writeInt32LE(degrees, 102 + 4 * index));
  return Buffer.concat([head, Buffer.from(directory), Buffer.from(metadata), Buffer.from(tile)]);
}

/** Serves an archive as a server of files does: parts of it, to pages of other hosts too. Keeps what was asked for. */
export async function serveArchive(bytes) {
  const asked = [];
  const server = createServer((request, response) => {
    const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "range", "access-control-expose-headers": "etag", etag: '"1"', "accept-ranges": "bytes" };
    if (request.method === "OPTIONS") return response.writeHead(204, headers).end();
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    asked.push(request.headers.range ?? "all");
    if (!range) return response.writeHead(200, headers).end(bytes);
    const [from, to] = [Number(range[1]), Math.min(Number(range[2]), bytes.length - 1)];
    response.writeHead(206, { ...headers, "content-range": `bytes ${from}-${to}/${bytes.length}` }).end(bytes.subarray(from, to + 1));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, address: `${origin}/area.pmtiles`, asked, close: () => server.close() };
}
