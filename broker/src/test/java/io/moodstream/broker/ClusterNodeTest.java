package io.moodstream.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterNodeTest {
    private static final ClusterNode SECOND = new ClusterNode(2, List.of(9001, 9002, 9003), List.of(9011, 9012, 9013));

    @Test
    void aNodeSurvivesTheWayThroughACommandLine() {
        assertThat(ClusterNode.parse(SECOND.text())).isEqualTo(SECOND);
    }

    @Test
    void nodesOfAClusterKnowEachOtherAndItsId() {
        ClusterNode third = new ClusterNode(3, SECOND.ports(), SECOND.controllerPorts());

        assertThat(SECOND.voters()).isEqualTo("1@localhost:9011,2@localhost:9012,3@localhost:9013");
        assertThat(SECOND.port()).isEqualTo(9002);
        assertThat(third.clusterId()).isEqualTo(SECOND.clusterId());
    }

    @Test
    void threeNodesKeepThreeCopiesAndOneNodeKeepsOne() {
        assertThat(List.of(SECOND.replicas(), SECOND.inSync())).containsExactly(3, 2);
        ClusterNode alone = ClusterNode.alone(9001, 9011);
        assertThat(List.of(alone.replicas(), alone.inSync())).containsExactly(1, 1);
    }

    @Test
    void aNodeThatIsNotAmongTheOthersIsRefused() {
        assertThatThrownBy(() -> new ClusterNode(3, List.of(9001, 9002), List.of(9011, 9012)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Node 3");
    }
}
