import { answer, contentLength, copyRequest } from '../../../request';
import { type SpecFault, refused } from '../../check/fault';
import { predicateFaults } from '../../check/predicate';
import { type Decoded, type PredicateFunction, int, string, struct } from '../../read';
import { made } from '../../../../core/base';
import { configuredKind, passesAll } from '../kind';

const functions: ReadonlyMap<string, PredicateFunction> = new Map([
  ['RequestMethod', { args: [], gives: 'stringOf' }],
  ['IsNetworkError', { args: [], gives: 'condition' }],
  ['Attempts', { args: [], gives: 'intOf' }],
  ['ResponseCode', { args: [], gives: 'intOf' }],
]);

const limits = [
  'memRequestBodyBytes',
  'maxRequestBodyBytes',
  'memResponseBodyBytes',
  'maxResponseBodyBytes',
] as const;

const fields = {
  maxRequestBodyBytes: int,
  memRequestBodyBytes: int,
  maxResponseBodyBytes: int,
  memResponseBodyBytes: int,
  retryExpression: string,
};

/** The provider kubernetesIngressNGINX may leave requests out. */
type BufferingConfig = Decoded<typeof fields> & { readonly disableRequestBuffer?: boolean };

/** Reads whole bodies before passing them on. */
export const buffering = configuredKind(struct(fields), (spec) => made<BufferingConfig>(spec), {
  check: (spec) => [
    ...limits.flatMap((field) => limitFaults(spec[field] ?? 0, field)),
    ...(spec.retryExpression ? predicateFaults(spec.retryExpression, functions, ['retryExpression']) : []),
  ],
  treat: ({ maxRequestBodyBytes = 0, disableRequestBuffer = false }) =>
    maxRequestBodyBytes > 0 && !disableRequestBuffer
      ? [
          {
            effect: { kind: 'acts', as: JSON.stringify({ maxRequestBodyBytes }) },
            shows: [{ headers: { 'Content-Length': String(maxRequestBodyBytes + 1) } }],
          },
        ]
      : passesAll,
  handle: (request, config, next, { note, change }) => {
    const { maxRequestBodyBytes = 0, maxResponseBodyBytes = 0, disableRequestBuffer = false } = config;
    if (maxResponseBodyBytes > 0)
      note(`buffering: 500 for response bodies beyond ${maxResponseBodyBytes} bytes`);
    if (disableRequestBuffer) return next();
    const length = contentLength(request.headers);
    if (maxRequestBodyBytes > 0 && length > maxRequestBodyBytes) {
      change(`a body of ${length} bytes is more than the ${maxRequestBodyBytes} allowed`);
      return answer(413);
    }
    if (maxRequestBodyBytes > 0)
      note(`buffering: 413 for request bodies beyond ${maxRequestBodyBytes} bytes`);
    // What comes behind gets a copy of the request, and changes nothing that what stands before it sees.
    const before = copyRequest(request);
    const outcome = next();
    Object.assign(request, before);
    return outcome;
  },
});

function limitFaults(bytes: number, field: string): readonly SpecFault[] {
  if (bytes >= 0) return [];
  return [
    refused('out-of-range', [field], {
      message: `${bytes} is no number of bytes.`,
      fix: 'Write 0 for no limit, or leave it out.',
      reason: `bytes should be >= 0 got ${bytes}`,
    }),
  ];
}
