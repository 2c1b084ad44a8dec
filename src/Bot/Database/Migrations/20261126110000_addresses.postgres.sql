-- More addresses of a person on their channel, such as an id beside a number.
CREATE TABLE other_addresses (
    channel text NOT NULL,
    address text NOT NULL,
    main text NOT NULL,
    CONSTRAINT pk_other_addresses PRIMARY KEY (channel, address)
);

CREATE INDEX ix_other_addresses_channel_main ON other_addresses (channel, main);
