import * as fc from 'fast-check';
import { containerEnv, containerEnvFrom } from '../../../lib/constructs/workload/variables';

const order = (variables: Record<string, string>) => containerEnv(variables).map(({ name }) => name);

describe('variables of a container', () => {
  test('keep their order', () => {
    expect(order({ Z: '1', A: '2', M: '3' })).toEqual(['Z', 'A', 'M']);
  });

  test('come after those that they refer to', () => {
    expect(order({ URL: 'http://$(HOST):$(PORT)', PORT: '80', HOST: '$(NAME).local', NAME: 'x' })).toEqual([
      'NAME',
      'HOST',
      'PORT',
      'URL',
    ]);
  });

  test('may refer to each other in a circle without harm', () => {
    expect(new Set(order({ A: '$(B)', B: '$(A)', C: '$(C)' }))).toEqual(new Set(['A', 'B', 'C']));
  });

  test('may be a very long chain', () => {
    const chain = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`V${i}`, `$(V${i + 1})`]));
    const sorted = order(chain);
    expect(sorted).toHaveLength(20_000);
    expect(sorted[0]).toBe('V19999');
  });

  test('are complete and in a working order, whatever they refer to', () => {
    const name = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F');
    const later = { A: 'BCDEF', B: 'CDEF', C: 'DEF', D: 'EF', E: 'F', F: '' };
    fc.assert(
      fc.property(fc.uniqueArray(name), fc.array(fc.tuple(name, name)), (names, edges) => {
        const variables = Object.fromEntries(
          names.map((from) => [
            from,
            edges
              .filter(([a, b]) => a === from && later[a].includes(b))
              .map(([, to]) => `$(${to})`)
              .join(''),
          ]),
        );
        const sorted = order(variables);
        expect(sorted).toHaveLength(names.length);
        expect(new Set(sorted)).toEqual(new Set(names));
        for (const [from, to] of edges) {
          if (!variables[from]?.includes(`(${to})`) || !names.includes(to)) continue;
          expect(sorted.indexOf(to)).toBeLessThan(sorted.indexOf(from));
        }
      }),
      { seed: 5 },
    );
  });

  test('are text, also where a number or a boolean is written', () => {
    expect(containerEnv({ A: 1, B: false, C: 'x' })).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: 'false' },
      { name: 'C', value: 'x' },
    ]);
  });

  test('may come from Secret, ConfigMap, pod and resources', () => {
    expect(
      containerEnv({
        S: { valueFrom: { secretKeyRef: { name: 's', key: 'k', optional: true } } },
        C: { valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } },
        F: { valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
        R: { valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
      }),
    ).toEqual([
      { name: 'S', valueFrom: { secretKeyRef: { name: 's', key: 'k', optional: true } } },
      { name: 'C', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } },
      { name: 'F', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      { name: 'R', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1' } } },
    ]);
  });

  test('may be all keys of an object, with a prefix', () => {
    expect(
      containerEnvFrom([
        { secretRef: { name: 's' }, prefix: 'DB_' },
        { configMapRef: { name: 'c', optional: true } },
      ]),
    ).toEqual([{ prefix: 'DB_', secretRef: { name: 's' } }, { configMapRef: { name: 'c', optional: true } }]);
  });
});
