import { selectorLabels } from '../../../lib/constructs/workload/labels';
import { podPlacement } from '../../../lib/constructs/workload/placement';
import type { PlacementSpec } from '../../../lib/constructs/workload';
import type { Manifest } from './support';

const place = (spec?: PlacementSpec, more = {}): Manifest =>
  podPlacement(spec, { selector: selectorLabels('shop'), kind: 'Deployment', several: true, ...more });

describe('placement', () => {
  test('spreads over zones and nodes softly, pods of one version among each other', () => {
    const spread = (topologyKey: string) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: selectorLabels('shop') },
      matchLabelKeys: ['pod-template-hash'],
    });
    expect(place().topologySpreadConstraints).toEqual([
      spread('topology.kubernetes.io/zone'),
      spread('kubernetes.io/hostname'),
    ]);
  });

  test('knows no template hash for a StatefulSet', () => {
    expect(place({}, { kind: 'StatefulSet' }).topologySpreadConstraints[0]).not.toHaveProperty(
      'matchLabelKeys',
    );
  });

  test('does not spread a single pod', () => {
    expect(place({}, { several: false }).topologySpreadConstraints).toBeUndefined();
  });

  test('spreads as hard as wanted', () => {
    const [only, ...others] = place({ zones: 'hard', nodes: 'off' }).topologySpreadConstraints;
    expect(only).toMatchObject({
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
    });
    expect(others).toEqual([]);
  });

  test('selects one architecture by label, several by affinity', () => {
    expect(place({ arch: 'arm64' }).nodeSelector).toEqual({ 'kubernetes.io/arch': 'arm64' });
    expect(place({ arch: ['amd64', 'arm64'] }).affinity).toEqual({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64', 'arm64'] }] },
          ],
        },
      },
    });
  });

  test('adds the architectures to every alternative of an affinity', () => {
    const zone = (value: string) => ({ key: 'zone', operator: 'In', values: [value] });
    const affinity = {
      podAntiAffinity: { x: 1 },
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [zone('a')] }, { matchExpressions: [zone('b')] }],
        },
      },
    };
    const arch = { key: 'kubernetes.io/arch', operator: 'In', values: ['amd64', 'arm64'] };
    expect(place({ arch: ['amd64', 'arm64'], affinity }).affinity).toEqual({
      podAntiAffinity: { x: 1 },
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [zone('a'), arch] },
            { matchExpressions: [zone('b'), arch] },
          ],
        },
      },
    });
  });

  test('selects a pool of nodes', () => {
    expect(place({ nodePool: { name: 'edge' } }).nodeSelector).toEqual({
      'apps.openyurt.io/nodepool': 'edge',
    });
    expect(
      place({ nodePool: { name: 'spot', label: 'karpenter.sh/nodepool' }, nodeSelector: { disk: 'ssd' } })
        .nodeSelector,
    ).toEqual({ 'karpenter.sh/nodepool': 'spot', disk: 'ssd' });
  });

  test('tolerates the taint of the devices it asks for', () => {
    const own = { key: 'dedicated', value: 'shop', effect: 'NoSchedule' } as const;
    expect(place({ accelerators: { 'nvidia.com/gpu': 1 }, tolerations: [own] }).tolerations).toEqual([
      own,
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    ]);
  });

  test('names classes', () => {
    expect(place({ priorityClassName: 'high', runtimeClassName: 'gvisor' })).toMatchObject({
      priorityClassName: 'high',
      runtimeClassName: 'gvisor',
    });
  });
});
