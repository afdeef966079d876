import type { ModFile, Requirement } from './mod-types';

interface FeatureOf {
  /** Modules that show it, with all below them. */
  readonly modules: readonly string[];
  /** What it means for a service. */
  readonly meaning: string;
}

/** What dependencies say of a service, by the name of the feature. */
const features: Readonly<Record<string, FeatureOf>> = {
  grpc: {
    modules: ['google.golang.org/grpc'],
    meaning: 'serves or calls gRPC: a port with the scheme h2c and a gRPC probe',
  },
  connect: {
    modules: ['connectrpc.com/connect', 'github.com/bufbuild/connect-go'],
    meaning: 'speaks Connect: its port takes h2c as well',
  },
  http: {
    modules: [
      'github.com/gin-gonic/gin',
      'github.com/go-chi/chi',
      'github.com/gofiber/fiber',
      'github.com/gorilla/mux',
      'github.com/labstack/echo',
    ],
    meaning: 'serves HTTP: a port for it',
  },
  prometheus: {
    modules: ['github.com/prometheus/client_golang'],
    meaning: 'has metrics for Prometheus: a port for them',
  },
  opentelemetry: { modules: ['go.opentelemetry.io/otel'], meaning: 'is set up by OTEL_* variables' },
  automemlimit: { modules: ['github.com/KimMachineGun/automemlimit'], meaning: 'sets GOMEMLIMIT by itself' },
  automaxprocs: { modules: ['go.uber.org/automaxprocs'], meaning: 'sets GOMAXPROCS by itself' },
  postgres: {
    modules: ['github.com/jackc/pgx', 'github.com/lib/pq', 'gorm.io/driver/postgres'],
    meaning: 'calls PostgreSQL',
  },
  mysql: { modules: ['github.com/go-sql-driver/mysql', 'gorm.io/driver/mysql'], meaning: 'calls MySQL' },
  sqlite: {
    modules: ['github.com/mattn/go-sqlite3', 'modernc.org/sqlite', 'gorm.io/driver/sqlite'],
    meaning: 'keeps data in a file: it needs a volume',
  },
  mongodb: { modules: ['go.mongodb.org/mongo-driver'], meaning: 'calls MongoDB' },
  redis: {
    modules: ['github.com/redis/go-redis', 'github.com/go-redis/redis', 'github.com/gomodule/redigo'],
    meaning: 'calls Redis',
  },
  nats: { modules: ['github.com/nats-io/nats.go'], meaning: 'calls NATS' },
  kafka: {
    modules: [
      'github.com/segmentio/kafka-go',
      'github.com/twmb/franz-go',
      'github.com/IBM/sarama',
      'github.com/confluentinc/confluent-kafka-go',
    ],
    meaning: 'calls Kafka',
  },
  kubernetes: {
    modules: ['k8s.io/client-go', 'sigs.k8s.io/controller-runtime'],
    meaning: 'calls the API server: it needs a service account token',
  },
};

/** A feature, with the requirement that shows it. */
export interface FoundFeature {
  readonly feature: string;
  readonly meaning: string;
  readonly requirement: Requirement;
}

/**
 * Features that a module's own requirements show. What it needs through others alone (`// indirect`) shows nothing:
 * no code of the module calls it.
 */
export function featuresOf({ require }: ModFile): readonly FoundFeature[] {
  const direct = require.filter(({ indirect }) => !indirect);
  return Object.entries(features).flatMap(([feature, { modules, meaning }]) => {
    const requirement = direct.find(({ path }) =>
      modules.some((module) => path === module || path.startsWith(`${module}/`)),
    );
    return requirement ? [{ feature, meaning, requirement }] : [];
  });
}
