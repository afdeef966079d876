import { sample, stringMatching } from 'fast-check';
import { traefikKinds } from '../../../../lib/traefik/api/kinds';
import { specSchemaOf, traefikDefinitions } from '../../../../lib/traefik/api/schema';
import { typeProgram } from '../../../../scripts/type-program';
import { schemaOfType } from '../../../../scripts/type-schema';
import { type DeliberateDifference, deliberateDifferences } from './deliberate-differences';
import { schemaFacts } from './schema-facts';

const typeSchemas = schemaOfType(typeProgram('lib/traefik/api/spec/index.ts'), '*');

/** Facts of the types and of the CRD that the other does not have. */
const differences = new Map(
  traefikKinds.map((kind) => {
    const ofTypes = schemaFacts({ $ref: `#/definitions/${kind}Spec` }, typeSchemas);
    const ofCrd = schemaFacts(specSchemaOf(kind));
    return [
      kind,
      {
        onlyInTypes: ofTypes.filter((fact) => !ofCrd.includes(fact)),
        onlyInCrd: ofCrd.filter((fact) => !ofTypes.includes(fact)),
      },
    ];
  }),
);

/** `routes[].priority maximum 9` → its field, keyword and value. */
function parseFact(fact: string) {
  const [, field = '', keyword = '', value = ''] = /^(\S*) (\S+) ?(.*)$/.exec(fact) ?? [];
  return { field, keyword: /^(min|max)Properties$/.test(keyword) ? 'oneProperty' : keyword, value };
}

function covers(difference: DeliberateDifference, fact: string): boolean {
  const { field, keyword } = parseFact(fact);
  return difference.keyword === keyword && difference.field.test(field);
}

test('there are types for every kind of Traefik', () => {
  expect(Object.keys(typeSchemas.definitions ?? {})).toEqual(
    expect.arrayContaining(traefikDefinitions.map(({ names }) => `${names.kind}Spec`)),
  );
});

describe.each(traefikKinds)('the types of %s', (kind) => {
  const { onlyInTypes = [], onlyInCrd = [] } = differences.get(kind) ?? {};

  test('have the fields of the CRD with the same types, words and limits, save deliberate differences', () => {
    const unexplained = onlyInTypes.filter(
      (fact) => !deliberateDifferences.some((each) => covers(each, fact)),
    );
    expect(unexplained).toEqual([]);
  });

  /** Limits of the CRD that the types replace, each with their own. */
  const replaced = onlyInCrd.map(parseFact).map((limit) => {
    const own = onlyInTypes
      .map(parseFact)
      .find(({ field, keyword }) => field === limit.field && keyword === limit.keyword);
    return { ...limit, own: own?.value };
  });

  test('leave nothing of the CRD out', () => {
    expect(replaced.filter(({ own }) => own === undefined)).toEqual([]);
  });

  test('allow no number beyond the limits of the CRD', () => {
    const wider = replaced.filter(
      ({ keyword, value, own }) =>
        (keyword === 'minimum' && Number(own) <= Number(value)) ||
        (keyword === 'maximum' && Number(own) >= Number(value)),
    );
    expect(wider).toEqual([]);
  });

  test('allow no text that a pattern of the CRD forbids', () => {
    const forbidden = replaced
      .filter(({ keyword }) => keyword === 'pattern')
      .flatMap(({ field, value, own = '' }) =>
        sample(stringMatching(new RegExp(own)), { seed: 20261122, numRuns: 50 })
          .filter((text) => !new RegExp(value).test(text))
          .map((text) => `${field}: ${text}`),
      );
    expect(forbidden).toEqual([]);
  });
});

test('every deliberate difference is one', () => {
  const facts = [...differences.values()].flatMap(({ onlyInTypes }) => onlyInTypes);
  const unused = deliberateDifferences.filter(
    (difference) => !facts.some((fact) => covers(difference, fact)),
  );
  expect(unused.map(({ reason }) => reason)).toEqual([]);
});

test('every field says what it means', () => {
  const undescribed = Object.entries(typeSchemas.definitions ?? {}).flatMap(([type, { properties = {} }]) =>
    Object.entries(properties)
      .filter(([, field]) => !field.description && field['deprecated'] === undefined)
      .map(([field]) => `${type}.${field}`),
  );
  expect(undescribed).toEqual([]);
});
