import { withStaticDefaults } from '../../../lib/project/environment';
import { chartDefaults } from '../../../lib/traefik/model/static/chart';
import { only } from './support';

describe("Traefik's static configuration", () => {
  it('has the entry points of the official Helm chart where the files name none', () => {
    const { entryPoints, providers } = only('namespace: shop').traefik;
    expect(Object.keys(entryPoints)).toEqual(['web', 'websecure', 'traefik', 'metrics']);
    expect(entryPoints['websecure']?.http).toEqual({ tls: {} });
    expect(providers.kubernetesCRD).toEqual({ allowEmptyServices: true });
    expect({ entryPoints, providers }).toEqual(
      Object.fromEntries(
        Object.entries(chartDefaults).filter(([key]) => key === 'entryPoints' || key === 'providers'),
      ),
    );
  });

  it('has those of the files alone where they name any', () => {
    const { entryPoints } = only(
      'namespace: shop\ntraefik: { entryPoints: { tcp: { address: ":5432" } } }',
    ).traefik;
    expect(entryPoints).toEqual({ tcp: { address: ':5432' } });
  });

  it('keeps what the files say of the Kubernetes provider, and Traefik its own defaults for the rest', () => {
    const { providers } = withStaticDefaults({ providers: { kubernetesCRD: { allowCrossNamespace: true } } });
    expect(providers.kubernetesCRD).toEqual({ allowCrossNamespace: true });
  });

  it('is not part of what the files say', () => {
    expect(only('namespace: shop').spec.traefik).toBeUndefined();
  });
});
