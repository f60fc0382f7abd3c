-- Who may speak as whom. Secrets stand here as hashes only.
CREATE TABLE enrolment_token (
  id            VARCHAR(64)  NOT NULL PRIMARY KEY,
  hash          VARCHAR(80)  NOT NULL UNIQUE,
  customer      VARCHAR(128) NOT NULL,
  site          VARCHAR(128) NOT NULL,
  kind          VARCHAR(32)  NOT NULL,
  host          VARCHAR(128),
  uses          INTEGER      NOT NULL,
  used          INTEGER      NOT NULL,
  clones        INTEGER      NOT NULL,
  pool          VARCHAR(128),
  retire_millis BIGINT,
  created_at    BIGINT       NOT NULL,
  expires_at    BIGINT       NOT NULL,
  author        VARCHAR(255) NOT NULL,
  revoked_at    BIGINT
);

CREATE TABLE enrolled_agent (
  id            VARCHAR(64)  NOT NULL PRIMARY KEY,
  host          VARCHAR(128) NOT NULL,
  customer      VARCHAR(128) NOT NULL,
  site          VARCHAR(128) NOT NULL,
  kind          VARCHAR(32)  NOT NULL,
  token         VARCHAR(64)  NOT NULL,
  host_name     VARCHAR(255) NOT NULL,
  machine       VARCHAR(80)  NOT NULL,
  state         VARCHAR(16)  NOT NULL,
  clone_of      VARCHAR(64),
  seat          VARCHAR(128),
  retire_millis BIGINT,
  enrolled_at   BIGINT       NOT NULL,
  seen_at       BIGINT       NOT NULL
);
CREATE INDEX enrolled_agent_host ON enrolled_agent (host);

CREATE TABLE agent_credential (
  hash          VARCHAR(80)  NOT NULL PRIMARY KEY,
  agent         VARCHAR(64)  NOT NULL,
  certificate   TEXT,
  issued_at     BIGINT       NOT NULL,
  used_at       BIGINT,
  ends_at       BIGINT       NOT NULL
);
CREATE INDEX agent_credential_agent ON agent_credential (agent);

-- Append-only.
CREATE TABLE trust_note (
  position      INTEGER      PRIMARY KEY AUTOINCREMENT,
  at            BIGINT       NOT NULL,
  author        VARCHAR(255) NOT NULL,
  action        VARCHAR(64)  NOT NULL,
  subject       VARCHAR(64)  NOT NULL,
  detail        TEXT         NOT NULL
);
