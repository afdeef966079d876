import { type Problem } from '../../core/finding';
import { parseYamlEntries } from '../../core/yaml';
import type { EnvironmentFile } from './folder';
import { type MapNode, mapNode, nodeOf } from './node';

/** Parses an environment file into a layer; a file without content is a layer that says nothing. */
export function readLayer({ file, text }: EnvironmentFile): {
  layer?: MapNode;
  problems: readonly Problem[];
} {
  const { documents, problems, locate } = parseYamlEntries(text, file);
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  const [document, second] = documents;
  if (second) return { problems: [...problems, notOneMap('It has several documents.', locate(second))] };
  const node = document && nodeOf(document, locate);
  if (!node || (node.kind === 'scalar' && node.value === null)) {
    const place = () => ({ file, line: 1, column: 1 });
    return { layer: mapNode(new Map(), { place, sources: [] }), problems };
  }
  if (node.kind === 'map') return { layer: node, problems };
  return { problems: [...problems, notOneMap(`This is a ${node.kind}.`, node.origin.place())] };
}

function notOneMap(what: string, location: Problem['location']): Problem {
  return {
    rule: 'invalid-environment-file',
    severity: 'error',
    message: `An environment file is one map of keys such as "namespace" and "services". ${what}`,
    fix: 'Write one document with "key: value" lines; one file for each environment.',
    location,
  };
}
