import { made } from '../../../../core/base';
import { type SpecFault, knownWord, refused } from '../../check/fault';
import {
  type Decoded,
  keptStrings,
  mediaTypeError,
  pointerInt,
  pointerString,
  strings,
  struct,
} from '../../read';
import { contentEncodings } from '../../shared/words';
import { configuredKind } from '../kind';

const fields = {
  excludedContentTypes: strings,
  includedContentTypes: strings,
  minResponseBodyBytes: pointerInt,
  encodings: keptStrings,
  defaultEncoding: pointerString,
};

type CompressSpec = Decoded<typeof fields>;

/** Compresses responses; requests pass unchanged. */
export const compress = configuredKind(
  struct(fields),
  ({ minResponseBodyBytes, encodings = contentEncodings, defaultEncoding, ...rest }) =>
    made({
      ...rest,
      ...(minResponseBodyBytes && { minResponseBodyBytes }),
      ...(encodings.length > 0 && { encodings }),
      ...(defaultEncoding && { defaultEncoding }),
    }),
  {
    check: (spec) => [...contentTypeFaults(spec), ...encodingFaults(spec)],
  },
);

function contentTypeFaults({
  includedContentTypes = [],
  excludedContentTypes = [],
}: CompressSpec): readonly SpecFault[] {
  const both =
    includedContentTypes.length > 0 && excludedContentTypes.length > 0
      ? [
          refused('unbuildable-compression', [], {
            message: 'includedContentTypes and excludedContentTypes stand together.',
            fix: 'Keep one of them.',
            reason: 'excludedContentTypes and includedContentTypes options are mutually exclusive',
          }),
        ]
      : [];
  const malformed = (field: string, types: readonly string[]): readonly SpecFault[] =>
    types.flatMap((type, index) => {
      const reason = mediaTypeError(type);
      if (reason === undefined) return [];
      return [
        refused('invalid-content-type', [field, index], {
          message: `${JSON.stringify(type)} is no content type.`,
          fix: 'Write a type such as text/html.',
          reason: `parsing media type: ${reason}`,
        }),
      ];
    });
  return [
    ...both,
    ...malformed('excludedContentTypes', excludedContentTypes),
    ...malformed('includedContentTypes', includedContentTypes),
  ];
}

function encodingFaults({
  encodings = contentEncodings,
  defaultEncoding,
}: CompressSpec): readonly SpecFault[] {
  if (encodings.length === 0) {
    return [
      refused('missing-field', ['encodings'], {
        message: 'There is no encoding.',
        fix: 'Leave the field out: the default is gzip, br and zstd.',
        reason: 'at least one encoding must be specified',
      }),
    ];
  }
  const unknown = encodings.flatMap((encoding, index) =>
    knownWord(encoding, contentEncodings, ['encodings', index], {
      rule: 'unbuildable-compression',
      reason: `unsupported encoding: ${encoding}`,
    }),
  );
  if (!defaultEncoding || encodings.includes(defaultEncoding)) return unknown;
  return [
    ...unknown,
    refused('unbuildable-compression', ['defaultEncoding'], {
      message: `The default encoding ${JSON.stringify(defaultEncoding)} is not among the encodings.`,
      fix: `Write one of ${encodings.join(', ')}.`,
      reason: `unsupported default encoding: ${defaultEncoding}`,
    }),
  ];
}
