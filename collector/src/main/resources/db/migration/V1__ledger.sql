-- Instants are nanoseconds since 1970-01-01 UTC. Ids and positions are given out by the one writer,
-- in commit order. Host ids are unique in a collector, so host state carries no customer: only
-- recovery reads it, never a customer's query.

CREATE TABLE incident (
  id           VARCHAR(64)  NOT NULL PRIMARY KEY,
  customer     VARCHAR(128) NOT NULL,
  code         VARCHAR(16)  NOT NULL,
  number       BIGINT       NOT NULL,
  state        VARCHAR(16)  NOT NULL,
  severity     VARCHAR(16)  NOT NULL,
  means        VARCHAR(16)  NOT NULL,
  emergency    SMALLINT     NOT NULL,
  host         VARCHAR(128) NOT NULL,
  rule         VARCHAR(128) NOT NULL,
  detected_at  BIGINT       NOT NULL,
  changed_at   BIGINT       NOT NULL,
  object       TEXT         NOT NULL,
  UNIQUE (customer, id)
);
CREATE INDEX incident_list ON incident (emergency DESC, detected_at DESC, id);
CREATE INDEX incident_customer_list ON incident (customer, emergency DESC, detected_at DESC, id);
CREATE INDEX incident_host ON incident (host, customer);
CREATE INDEX incident_state ON incident (state, customer);
CREATE INDEX incident_number ON incident (customer, code, number);

-- Append-only: the truth that everything else is folded from.
CREATE TABLE incident_event (
  position     BIGINT       NOT NULL PRIMARY KEY,
  customer     VARCHAR(128) NOT NULL,
  incident     VARCHAR(64)  NOT NULL,
  number       BIGINT       NOT NULL,
  at           BIGINT       NOT NULL,
  recorded_at  BIGINT       NOT NULL,
  name         VARCHAR(64)  NOT NULL,
  payload      TEXT         NOT NULL,
  object       TEXT         NOT NULL,
  UNIQUE (incident, number),
  FOREIGN KEY (customer, incident) REFERENCES incident (customer, id)
);
CREATE INDEX incident_event_customer ON incident_event (customer, position);

CREATE TABLE watch (
  host         VARCHAR(128) NOT NULL,
  rule         VARCHAR(128) NOT NULL,
  subject      TEXT         NOT NULL,
  payload      TEXT         NOT NULL,
  PRIMARY KEY (host, rule, subject)
);

CREATE TABLE lane_mark (
  host         VARCHAR(128) NOT NULL,
  lane         VARCHAR(16)  NOT NULL,
  epoch        BIGINT       NOT NULL,
  sequence     BIGINT       NOT NULL,
  recorded_at  BIGINT       NOT NULL,
  PRIMARY KEY (host, lane, epoch)
);

CREATE TABLE last_heard (
  host         VARCHAR(128) NOT NULL PRIMARY KEY,
  at           BIGINT       NOT NULL
);

CREATE TABLE host_people (
  host         VARCHAR(128) NOT NULL PRIMARY KEY,
  people       INTEGER      NOT NULL,
  at           BIGINT       NOT NULL
);

-- state: waiting, delivered or dead
CREATE TABLE outbox (
  id           BIGINT       NOT NULL PRIMARY KEY,
  webhook_id   VARCHAR(255) NOT NULL UNIQUE,
  customer     VARCHAR(128) NOT NULL,
  endpoint     VARCHAR(128) NOT NULL,
  incident     VARCHAR(64)  NOT NULL,
  event_number BIGINT       NOT NULL,
  event        VARCHAR(64)  NOT NULL,
  object       TEXT         NOT NULL,
  state        VARCHAR(16)  NOT NULL,
  not_before   BIGINT       NOT NULL,
  next_attempt BIGINT       NOT NULL,
  attempts     INTEGER      NOT NULL,
  last_reason  TEXT         NOT NULL,
  finished_at  BIGINT,
  FOREIGN KEY (customer, incident) REFERENCES incident (customer, id)
);
CREATE INDEX outbox_waiting ON outbox (endpoint, next_attempt, id, customer) WHERE state = 'waiting';
CREATE INDEX outbox_dead ON outbox (endpoint, id, customer) WHERE state = 'dead';
CREATE INDEX outbox_order ON outbox (incident, endpoint, state, id, customer);

CREATE TABLE ticket (
  endpoint     VARCHAR(128) NOT NULL,
  incident     VARCHAR(64)  NOT NULL,
  customer     VARCHAR(128) NOT NULL,
  reference    TEXT         NOT NULL,
  number       TEXT         NOT NULL,
  url          TEXT         NOT NULL,
  PRIMARY KEY (endpoint, incident),
  FOREIGN KEY (customer, incident) REFERENCES incident (customer, id)
);
