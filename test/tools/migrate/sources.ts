import { type ReadObject, objectsOf } from '../../../lib/core/manifest';
import { TrafficModel } from '../../../lib/traefik/model';
import { readVersion } from '../../../lib/traefik/version';
import { type Migration, type MigrationSource, migrate, migrateToGateway } from '../../../lib/tools/migrate';

/** What becomes of objects, as one file of YAML. */
export function migrated(yaml: string, traefik?: object): Migration {
  return migratedObjects(objectsOf(yaml, 'ingress.yaml').objects, traefik);
}

/** What becomes of objects that were read. */
export function migratedObjects(objects: readonly ReadObject[], traefik?: object): Migration {
  return migrate(sourceOf(objects, traefik));
}

/** What objects of the Gateway API IngressRoutes become, as one file of YAML. */
export function migratedToGateway(yaml: string, traefik?: object): Migration {
  return migratedObjectsToGateway(objectsOf(yaml, 'routes.yaml').objects, traefik);
}

/** What objects of the Gateway API come of objects that were read. */
export function migratedObjectsToGateway(objects: readonly ReadObject[], traefik?: object): Migration {
  return migrateToGateway(sourceOf(objects, traefik));
}

function sourceOf(objects: readonly ReadObject[], traefik: object | undefined): MigrationSource {
  return {
    objects,
    ...(traefik && { traefik }),
    version: readVersion(),
    sideOf: (all, configuration) => ({
      objects: all,
      facts: {},
      model: TrafficModel.from(
        all.map(({ object }) => object),
        { traefik: configuration },
      ),
    }),
  };
}
