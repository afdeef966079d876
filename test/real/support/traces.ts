import { gunzipSync } from 'node:zlib';

/** A span of a trace, with those of its attributes that are texts. */
export interface Span {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * The spans of a request to a collector of OpenTelemetry, as Traefik sends them: packed protocol buffers.
 *
 * @see https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto
 */
export function spansIn(packed: Buffer): readonly Span[] {
  const request = gunzipSync(packed);
  const spans = [request].flatMap(messages(1)).flatMap(messages(2)).flatMap(messages(2));
  return spans.map((span) => ({
    name: textOf(span, 5),
    attributes: Object.fromEntries(
      messages(9)(span).map((pair) => [textOf(pair, 1), textOf(messages(2)(pair)[0] ?? Buffer.alloc(0), 1)]),
    ),
  }));
}

function textOf(message: Buffer, field: number): string {
  return messages(field)(message)[0]?.toString() ?? '';
}

/** What stands in a field of a message, as often as it is there. */
function messages(field: number): (message: Buffer) => readonly Buffer[] {
  return (message) => {
    const found: Buffer[] = [];
    for (let at = 0; at < message.length;) {
      const tag = numberAt(message, at);
      const type = tag.value % 8;
      const fixed = new Map([
        [1, 8],
        [5, 4],
      ]).get(type);
      if (fixed !== undefined) {
        at = tag.next + fixed;
        continue;
      }
      const { value, next } = numberAt(message, tag.next);
      at = type === 2 ? next + value : next;
      if (type === 2 && Math.floor(tag.value / 8) === field) found.push(message.subarray(next, at));
    }
    return found;
  };
}

/** A number of seven bits a byte, and where what follows begins. */
function numberAt(message: Buffer, start: number): { readonly value: number; readonly next: number } {
  let value = 0;
  let next = start;
  for (let factor = 1; ; factor *= 128) {
    const byte = message[next++] ?? 0;
    value += (byte % 128) * factor;
    if (byte < 128) return { value, next };
  }
}
