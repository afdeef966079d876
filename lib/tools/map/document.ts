import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { MapData } from './data';
import type { PageProgram } from './page-program';

/** The page as one file of HTML: what it shows, and the program that shows it. It asks for nothing else, ever. */
export function documentOf(data: MapData, { script, style }: PageProgram): string {
  // Packed, it is small, and letters and digits mean nothing to HTML.
  const packed = gzipSync(JSON.stringify(data), { level: 9 }).toString('base64');
  const title = `Routes of ${data.sets.map(({ name }) => name).join(', ')}`;
  const policy = [
    "default-src 'none'",
    `script-src ${digest(script)}`,
    `style-src ${digest(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<noscript>This page computes what it shows: it needs JavaScript, which it has within.</noscript>
<script id="data" type="application/octet-stream">${packed}</script>
<script>${script}</script>
</body>
</html>
`;
}

function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}
