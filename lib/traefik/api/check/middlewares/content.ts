import type { Finding } from '../../../../core/finding';
import { contentEncodings } from '../../spec';
import { knownWord, refused } from '../finding';
import type { PartialMiddleware } from './middleware';

/** What is wrong with middlewares that look at the content or its encoding. */
export function contentFindings({ compress, encodedCharacters }: PartialMiddleware): readonly Finding[] {
  return [
    ...(compress ? compressFindings(compress) : []),
    ...(encodedCharacters ? encodedCharactersFindings(encodedCharacters) : []),
  ];
}

function compressFindings(compress: NonNullable<PartialMiddleware['compress']>): readonly Finding[] {
  const { includedContentTypes = [], excludedContentTypes = [], defaultEncoding } = compress;
  const encodings: readonly string[] = compress.encodings ?? contentEncodings;
  const findings = encodings.flatMap((encoding, index) =>
    knownWord(encoding, contentEncodings, ['compress', 'encodings', index]),
  );
  if (includedContentTypes.length > 0 && excludedContentTypes.length > 0) {
    const message = 'includedContentTypes and excludedContentTypes stand together.';
    findings.push(refused('excluded-field', ['compress'], { message, fix: 'Keep one of them.' }));
  }
  if (encodings.length === 0) {
    const fix = 'Leave the field out: the default is gzip, br and zstd.';
    findings.push(
      refused('missing-field', ['compress', 'encodings'], { message: 'There is no encoding.', fix }),
    );
  }
  if (defaultEncoding && !encodings.includes(defaultEncoding)) {
    const message = `The default encoding ${JSON.stringify(defaultEncoding)} is not among the encodings.`;
    const fix = `Write one of ${encodings.join(', ')}.`;
    findings.push(refused('unknown-word', ['compress', 'defaultEncoding'], { message, fix }));
  }
  return findings;
}

const characters = {
  allowEncodedSlash: '%2F',
  allowEncodedBackSlash: '%5C',
  allowEncodedNullCharacter: '%00',
  allowEncodedSemicolon: '%3B',
  allowEncodedPercent: '%25',
  allowEncodedQuestionMark: '%3F',
  allowEncodedHash: '%23',
} as const;

/** Whoever allows one character may not know that the middleware refuses all others. */
function encodedCharactersFindings(
  allowed: NonNullable<PartialMiddleware['encodedCharacters']>,
): readonly Finding[] {
  const denied = Object.entries(characters).filter(([field]) => !(field in allowed));
  const isPartial = denied.length > 0 && denied.length < Object.keys(characters).length;
  if (!isPartial) return [];
  return [
    {
      rule: 'denied-characters',
      severity: 'info',
      field: ['encodedCharacters'],
      message: `The middleware does not say whether ${denied.map(([, code]) => code).join(', ')} may pass.`,
      consequence: 'Traefik answers paths that have one of them with 400.',
      fix: 'Say false for those that shall not pass, and true for the others.',
    },
  ];
}
