package dev.jos.packages.resolve;

import java.io.PrintWriter;
import java.util.List;
import org.sat4j.core.LiteralsUtils;
import org.sat4j.minisat.core.ILits;
import org.sat4j.minisat.core.IOrder;
import org.sat4j.minisat.core.IPhaseSelectionStrategy;
import org.sat4j.minisat.orders.RSATPhaseSelectionStrategy;

/// Makes the solver decide as a package manager would: install something only to meet a need that is still unmet,
/// then by
/// order of preference; what nobody needs stays away. Without restarts of luck and hash order, the answer depends on
/// the clauses alone.
final class NeedDrivenOrder implements IOrder {

    private final List<Clause> needs;
    private final int variables;
    private final IPhaseSelectionStrategy phases = new RSATPhaseSelectionStrategy();

    private ILits literals;
    private int firstOpen = 1;

    /// @param needs in order of importance
    /// @param variables how many there are, numbered from 1
    NeedDrivenOrder(List<Clause> needs, int variables, ILits literals) {
        this.needs = needs;
        this.variables = variables;
        this.literals = literals;
    }

    @Override
    public void setLits(ILits lits) {
        literals = lits;
    }

    @Override
    public int select() {
        for (Clause need : needs) {
            int choice = choice(need);
            if (choice != 0) {
                return LiteralsUtils.posLit(choice);
            }
        }
        while (firstOpen <= variables) {
            int literal = LiteralsUtils.negLit(firstOpen);
            if (literals.isUnassigned(literal)) {
                return literal;
            }
            firstOpen++;
        }
        return ILits.UNDEFINED;
    }

    /// The package to install for an unmet need; 0 when it is met, does not arise, or cannot be met any more.
    private int choice(Clause need) {
        if (need.owner() != 0 && !literals.isSatisfied(LiteralsUtils.posLit(need.owner()))) {
            return 0;
        }
        int first = 0;
        for (int literal : need.literals()) {
            if (literal < 0) {
                continue;
            }
            int internal = LiteralsUtils.posLit(literal);
            if (literals.isSatisfied(internal)) {
                return 0;
            }
            if (first == 0 && literals.isUnassigned(internal)) {
                first = literal;
            }
        }
        return first;
    }

    @Override
    public void undo(int variable) {
        firstOpen = Math.min(firstOpen, variable);
    }

    @Override
    public void init() {
        firstOpen = 1;
    }

    @Override
    public void updateVar(int literal) {
        // Activity does not matter here.
    }

    @Override
    public void updateVar(int literal, double value) {
        // Activity does not matter here.
    }

    @Override
    public void printStat(PrintWriter out, String prefix) {
        // Nothing to say.
    }

    @Override
    public void setVarDecay(double decay) {
        // Activity does not matter here.
    }

    @Override
    public void varDecayActivity() {
        // Activity does not matter here.
    }

    @Override
    public double varActivity(int literal) {
        return 0;
    }

    @Override
    public void assignLiteral(int literal) {
        // The vocabulary knows.
    }

    @Override
    public void setPhaseSelectionStrategy(IPhaseSelectionStrategy strategy) {
        // Phases follow from needs.
    }

    @Override
    public IPhaseSelectionStrategy getPhaseSelectionStrategy() {
        return phases;
    }

    @Override
    public void updateVarAtDecisionLevel(int literal) {
        // Activity does not matter here.
    }

    @Override
    public double[] getVariableHeuristics() {
        return new double[0];
    }
}
