-- What people give at run time; append-only, the newest line of an id holds.
CREATE TABLE suppression_change (
  position     BIGINT       NOT NULL PRIMARY KEY,
  customer     VARCHAR(128) NOT NULL,
  id           VARCHAR(128) NOT NULL,
  at           BIGINT       NOT NULL,
  recorded_at  BIGINT       NOT NULL,
  author       VARCHAR(255) NOT NULL,
  action       VARCHAR(16)  NOT NULL,
  payload      TEXT         NOT NULL
);
CREATE INDEX suppression_change_customer ON suppression_change (customer, position);

-- When a host was heard for the first time ever; null: before this was kept.
ALTER TABLE last_heard ADD COLUMN first_at BIGINT;
