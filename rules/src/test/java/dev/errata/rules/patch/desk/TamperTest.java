package dev.errata.rules.patch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.Proposal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever is changed after an approval, it cannot be used.
final class TamperTest {
    private static final long SEED = 20261121;

    @TempDir
    Path folder;

    private Shop shop;
    private Proposal queued;

    @BeforeEach
    void open() {
        shop = new Shop(folder);
        queued = shop.approved(Shop.THREE, 1, 3);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void refused(String what) {
        assertThat(shop.desk.apply(queued.id(), Shop.ANN)).as(what).isInstanceOf(ApplyResult.NotApproved.class);
        assertThat(shop.work.orders).as(what).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        approval_requests  | ticket         | printf('%s%s', substr(ticket, 1, 63), CASE substr(ticket, 64) WHEN '0' THEN '1' ELSE '0' END)
        approval_requests  | nonce          | '0'
        approval_requests  | expires_at     | '2036-01-01T00:00:00.000Z'
        approval_requests  | policy         | 'x'
        approval_decisions | hunks          | '1,2,3'
        approval_decisions | hunks          | '2'
        approval_decisions | hunks          | ''
        approval_decisions | bound          | '{}'
        approval_decisions | bound          | replace(bound, 'a.txt', 'b.txt')
        approval_decisions | decision       | 'denied'
        patch_proposals    | digest         | 'x'
        patch_proposals    | verdict_sha256 | 'x'
        patch_proposals    | base_tree      | 'x'
        patch_proposals    | steps          | '[{"edited":1,"lines":["evil\\n"]}]'
        patch_proposals    | patch_sha256   | source_sha256
        patch_evaluations  | verdict        | replace(verdict, 'OK', 'NOT_CHECKED')
        patch_evaluations  | verdict_sha256 | 'x'
        """)
    void aChangedRowIsRefused(String table, String column, String value) {
        int changed = shop.database.writeAndWait(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate("UPDATE " + table + " SET " + column + " = " + value);
            }
        });
        assertThat(changed).isPositive();
        refused(table + "." + column);
        shop.restart();
        refused(table + "." + column);
    }

    @Test
    void aChangedBitOfThePatchIsRefused() {
        var random = new Random(SEED);
        for (String name : Set.copyOf(shop.blobs.keySet())) {
            byte[] bytes = Objects.requireNonNull(shop.blobs.get(name));
            if (!new String(bytes, StandardCharsets.US_ASCII).startsWith("{\"files\"")) {
                continue;
            }
            for (int i = 0; i < 200; i++) {
                byte[] changed = bytes.clone();
                int bit = random.nextInt(changed.length * 8);
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                shop.blobs.put(name, changed);
                refused("bit " + bit + ", seed " + SEED);
                // A store whose own check is fooled as well: the same patch under the hash of the changed bytes.
                String forged = Content.sha256(changed);
                shop.blobs.put(forged, changed);
                shop.sql("UPDATE patch_proposals SET patch_sha256 = ? WHERE id = ?", forged, queued.id());
                boolean sameMeaning = meansTheSame(bytes, changed);
                if (!sameMeaning) {
                    refused("forged bit " + bit + ", seed " + SEED);
                }
                shop.blobs.put(name, bytes);
                shop.sql("UPDATE patch_proposals SET patch_sha256 = ? WHERE id = ?", name, queued.id());
            }
        }
        assertThat(shop.desk.apply(queued.id(), Shop.ANN)).isInstanceOf(ApplyResult.Applied.class);
    }

    /// A bit in what is only shown (where the new side begins) or in the case of a name of a hex digit.
    private static boolean meansTheSame(byte[] one, byte[] other) {
        try {
            return PatchText.read(one).digest().equals(PatchText.read(other).digest());
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Test
    void aChangedBitOfATouchedFileIsNotWrittenOver() {
        byte[] bytes = Content.of(shop.work.text("W", "a.txt")).bytes();
        List<String> states = new ArrayList<>();
        for (int bit = 0; bit < bytes.length * 8; bit += 97) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            shop.work.put("W", "a.txt", new String(changed, StandardCharsets.ISO_8859_1));
            ApplyResult result = shop.desk.apply(queued.id(), Shop.ANN);
            assertThat(result).isNotInstanceOf(ApplyResult.Applied.class);
            assertThat(shop.work.orders).isEmpty();
            if (result instanceof ApplyResult.NotApproved(Proposal proposal, String reason)) {
                states.add(proposal.state());
                Shop.made(shop.desk.approve(proposal.id(), proposal.version(), Set.of(1, 3), "", false, Shop.ANN));
            }
        }
        assertThat(states).isNotEmpty().containsOnly("validated");
    }

    @Test
    void aPolicyThatIsSwitchedOffTakesItsApprovalsAlong() {
        var saving = shop.desk
                .policies()
                .save("W", "{\"enabled\": true, \"paths\": [\"*.txt\"], \"gates_passed\": false}", Shop.ANN);
        assertThat(saving).isInstanceOf(Policies.Saving.Saved.class);
        Proposal byPolicy = shop.propose("b.txt: 1=x");
        assertThat(byPolicy.state()).isEqualTo("queued");
        shop.desk.policies().save("W", "{\"enabled\": false}", Shop.ANN);
        var refused = (ApplyResult.NotApproved) shop.desk.apply(byPolicy.id(), Shop.AGENT);
        assertThat(refused.reason()).contains("not in force any more");
        assertThat(shop.work.orders).isEmpty();
    }
}
