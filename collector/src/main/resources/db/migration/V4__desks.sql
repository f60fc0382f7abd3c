-- 1: a case of the desk's own that the incident was added to.
ALTER TABLE ticket ADD COLUMN joined SMALLINT NOT NULL DEFAULT 0;
CREATE INDEX ticket_reference ON ticket (endpoint, reference);
CREATE INDEX ticket_number ON ticket (endpoint, number);

-- What a desk told us already: a callback that comes twice changes nothing. Old rows go.
CREATE TABLE desk_news (
  endpoint VARCHAR(128) NOT NULL,
  id       VARCHAR(255) NOT NULL,
  at       BIGINT       NOT NULL,
  PRIMARY KEY (endpoint, id)
);
CREATE INDEX desk_news_at ON desk_news (at);

-- How far a desk that is asked was read, and the time of the newest news of each ticket.
CREATE TABLE desk_mark (
  endpoint VARCHAR(128) NOT NULL,
  subject  VARCHAR(255) NOT NULL,
  at       BIGINT       NOT NULL,
  PRIMARY KEY (endpoint, subject)
);
